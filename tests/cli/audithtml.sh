#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# audit --html: one private page, which loads nothing, shows the place of what
# was found, and not what is private in it. Judged by audithtml.py.
. "$(dirname "$0")/lib.sh"
begin "$@"
judge="$root/tests/cli/audithtml.py"

# A page with a number, another one near it, and a mark that was never applied;
# or as many numbers as are asked for, each in a place of its own; or a bar.
cat >make.py <<'EOF2'
import sys
bar = sys.argv[1:] in (['bar'], ['white'])
many = int(sys.argv[1]) if len(sys.argv) > 1 and not bar else 0
pages = [b"""BT /F 14 Tf 72 700 Td (Social security number: 219-09-9999) Tj
0 -30 Td (Call 209-555-0142 at night) Tj 0 -300 Td (Zimmerlake agreed) Tj
0 -60 Td (and signed the statement) Tj ET
"""]
if bar:
    pages = [b"""BT /F 14 Tf 72 700 Td (The informant is Zimmerlake) Tj 0 -20 Td
(and lives in the city) Tj ET 0 g 172 696 80 16 re f
"""]
if sys.argv[1:] == ['white']:
    pages = [b"""BT /F 14 Tf 72 700 Td (The informant is) Tj 0 -20 Td
1 g (Zimmerlake of the city) Tj ET
"""]
if many:
    pages = [b''.join(b"BT /F 14 Tf 72 %d Td (Social security number: "
                      b"219-09-%04d) Tj ET\n" % (760 - 60 * k, 1000 + i + k)
                      for k in range(min(10, many - i)))
             for i in range(0, many, 10)]
kids = b' '.join(b'%d 0 R' % (4 + 2 * i) for i in range(len(pages)))
objects = [b'<</Type/Catalog/Pages 2 0 R>>',
           b'<</Type/Pages/Count %d/Kids[%s]>>' % (len(pages), kids),
           b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
for i, body in enumerate(pages):
    objects += [b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents '
                b'%d 0 R/Resources<</Font<</F 3 0 R>>>>%s>>' % (
                    5 + 2 * i, b'' if many or bar else b'/Annots[6 0 R]'),
                b'<</Length %d>>stream\n%s\nendstream' % (len(body), body)]
if not many and not bar:
    objects += [b'<</Type/Annot/Subtype/Redact/Rect[70 366 150 384]'
                b'/QuadPoints[70 384 150 384 70 366 150 366]>>']
out, at = b'%PDF-1.7\n', []
for i, o in enumerate(objects):
    at.append(len(out))
    out += b'%d 0 obj%s endobj\n' % (i + 1, o)
xref = len(out)
out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
out += b''.join(b'%010d 00000 n \n' % a for a in at)
out += b'trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (
    len(at) + 1, xref)
sys.stdout.buffer.write(out)
EOF2
python3 make.py >letter.pdf
name='<img src=x onerror=alert(1)>"'"'"'&amp;<!--.pdf'
cp letter.pdf "$name"

run audit --html page.html letter.pdf
ends 1 "a report is made of what is found"
has stderr 'wrote "page.html"' "which is said"
claim "nobody else may read it" sh -c 'test "$(stat -c %a page.html)" = 600'
claim "it is sound, and loads nothing" python3 "$judge" sound page.html
claim "worst first, in words" python3 "$judge" told page.html \
    unapplied-redaction social-security-number phone-number
claim "each has a picture of its place" \
    python3 "$judge" pictured page.html unapplied-redaction=1 \
    social-security-number=1 phone-number=1
claim "in which what is private is masked" python3 "$judge" masked page.html
claim "it can be read in light and in dark" python3 "$judge" contrast page.html
for secret in 219-09 209-555 Zimmerlake statement; do
	lacks page.html "$secret" "it does not say $secret"
done
has page.html "It ends in <q>9999</q>" "but how a number ends"

cp page.html first.html
run audit --html page.html letter.pdf
ends 1 "a report takes the place of a report"
same page.html first.html "and is the same"

run audit --show --html shown.html letter.pdf
ends 1 "words can be asked for"
claim "what is private is seen then" python3 "$judge" shown shown.html
claim "and it is as sound" python3 "$judge" sound shown.html
has shown.html "It tells covered words, too." "and says so"

python3 make.py bar >bar.pdf
run audit --html bar.html bar.pdf
ends 1 "a bar is seen"
claim "as its reader sees it" python3 "$judge" pictured bar.html covered-text=1
lacks bar.html Zimmer "without the word"
run audit --show --html bar.html bar.pdf
ends 1 "and what it hides, to who asks"
claim "in a picture of its own" python3 "$judge" revealed bar.html black
has bar.html Zimmerlake "and in letters"

python3 make.py white >white.pdf
run audit --show --html white.html white.pdf
ends 1 "words in white are seen"
claim "as letters" python3 "$judge" revealed white.html white

run audit --html hostile.html "$name" letter.pdf
ends 1 "a file may have any name"
claim "which stays a name" python3 "$judge" sound hostile.html
lacks hostile.html "<img src=x" "and is no markup"

python3 make.py 50 >many.pdf
run audit --html many.html many.pdf
ends 0 "many findings are told"
claim "the first ones with pictures" python3 "$judge" pictured many.html \
    "social-security-number=$(yes 1 | head -40 | tr -d '\n')0000000000"
has many.html "more findings than this page shows pictures of" \
    "and the rest says why it has none"

run audit --html order.html many.pdf letter.pdf
ends 1 "documents are many"
claim "the worst stands first" python3 "$judge" ordered order.html error warning

echo mine >mine.html
run audit --html mine.html letter.pdf
ends 2 "nothing else is written over"
has stderr "mine.html is there already, and is no report" "and is named"
has mine.html mine "and stays"
run audit --html letter.pdf letter.pdf
ends 2 "least of all a document"
mkdir -p set/redacted set/logs
run audit --html set/page.html letter.pdf
ends 2 "it may not lie among what is served"
run audit --html nowhere/page.html letter.pdf
ends 2 "nor where there is no folder"

echo no >broken.pdf
run audit --html broken.html broken.pdf letter.pdf
ends 1 "what cannot be read is in it, too"
has broken.html "unreadable" "as a finding"
claim "without a picture" python3 "$judge" pictured broken.html \
    unreadable=0 phone-number=1
end
