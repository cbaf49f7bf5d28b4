#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# audit and files that are not what they should be: each is told in a sentence,
# none stops the others, and what ends a child costs its page.
. "$(dirname "$0")/lib.sh"
begin "$@"

cat >told.py <<'EOP'
"""told.py: "FILE PAGES SEVERITY KIND PAGE" of each finding, "FILE PAGES" of
each document, of the JSON on standard input."""
import json
import sys

for d in json.load(sys.stdin)['documents']:
    print(d['file'], d['pages'])
    for f in d['findings']:
        print(d['file'], d['pages'], f['severity'], f['kind'],
              f.get('page', '-'))
EOP

# look ARG...: audit them; told.txt is what it found.
look() {
	run audit --json "$@"
	python3 -B told.py <stdout >told.txt
}

cp "$samples/misc/roster-rotated.pdf" good.pdf
: >empty.pdf
echo "Dear Sir or Madam," >letter.pdf
head -c 3000 /dev/zero >zeros.pdf
mkfifo pipe.pdf
qpdf --encrypt secret owner 256 -- good.pdf locked.pdf
qpdf --encrypt "" owner 256 -- good.pdf owned.pdf
size=$(wc -c <"$samples/misc/ledger-cropped.pdf")
head -c $((size - 60)) "$samples/misc/ledger-cropped.pdf" >cut.pdf
cat >none.pdf <<'EOP'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[]/Count 0>>
endobj
trailer
<</Size 3/Root 1 0 R>>
%%EOF
EOP
cat >ring.pdf <<'EOP'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>
endobj
trailer
<</Size 3/Root 1 0 R>>
%%EOF
EOP
look empty.pdf letter.pdf zeros.pdf pipe.pdf locked.pdf none.pdf ring.pdf \
    missing.pdf cut.pdf owned.pdf good.pdf
ends 1 "files that cannot be read are errors"
for name in empty letter zeros pipe locked none ring missing; do
	has told.txt "$name.pdf 0 error unreadable -" "$name.pdf is told"
done
has stdout "it is not a PDF" "with a reason"
has stdout "it needs a password" "and for want of a password"
has told.txt "locked.pdf 0 error encrypted -" "as an encrypted one, too"
has told.txt "owned.pdf 1 warning encrypted -" \
    "an owner password opens, and is told"
has told.txt "cut.pdf 1 warning broken-structure -" "a repair is told"
has told.txt "good.pdf 1" "and the good one was looked at"
lacks told.txt "good.pdf 1 error" "and has no error"
lacks told.txt "good.pdf 0" "nor was it given up"

# What is one revision, however it is laid out.
qpdf --linearize good.pdf linear.pdf
qpdf --object-streams=generate good.pdf packed.pdf
qpdf --object-streams=generate --linearize good.pdf both.pdf
cp "$samples/letters/translation.pdf" pages.pdf
qpdf --linearize pages.pdf linearpages.pdf
look linear.pdf packed.pdf both.pdf linearpages.pdf
for kind in earlier-revision orphan bytes-outside broken-structure incomplete; do
	lacks told.txt "$kind" "no $kind in a file that qpdf wrote at once"
done

# A file whose update has an update, and what is not of it.
python3 -B - <<'EOP'
import re

data = open('good.pdf', 'rb').read()
for i in range(12):
    prev = int(re.findall(rb'startxref\s+(\d+)', data)[-1])
    size = int(re.findall(rb'/Size (\d+)', data)[-1])
    root = re.findall(rb'/Root \d+ 0 R', data)[-1]
    at = len(data)
    data += b'%d 0 obj\n<</Note %d>>\nendobj\n' % (size, i)
    table = len(data)
    data += (b'xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d%s'
             b'/Prev %d>>\nstartxref\n%d\n%%%%EOF\n' % (
                 size, at, size + 1, root, prev, table))
open('twelve.pdf', 'wb').write(data)
EOP
look twelve.pdf
has told.txt "twelve.pdf 1 notice earlier-revision -" \
    "revisions that change no page are a notice"
has stdout "it holds 12" "and are counted"

# What ends a child costs the page on which it was, and nothing else.
if [ -n "$hooks" ]; then
	INCAMERA_FAULT=audit-said:child:2
	export INCAMERA_FAULT
	incamera=$hooks look "$samples/depo/transcript-roe.pdf"
	unset INCAMERA_FAULT
	ends 1 "a child that is killed is an error"
	grep -c page-unreadable told.txt >counted
	echo 1 >wanted
	same wanted counted "of one page"
	has stdout "it lost its child process" "with its reason"
	has stdout '"reason":"none"' "and the rest was looked at to its end"
	lacks told.txt incomplete "so that nothing else is missing"
fi

# A file that grows while it is read is told, whatever it is then.
if [ -n "$hooks" ]; then
	cp good.pdf grows.pdf
	(sleep 1; echo more >>grows.pdf) &
	INCAMERA_FAULT=audit-started:stop:1
	export INCAMERA_FAULT
	"$hooks" audit --json grows.pdf >stdout 2>stderr </dev/null &
	pid=$!
	sleep 2
	kill -CONT "$pid"
	wait "$pid" && status=0 || status=$?
	unset INCAMERA_FAULT
	ends 1 "a file that changed is an error"
	has stdout "it changed while it was read" "with that reason"
fi
end
