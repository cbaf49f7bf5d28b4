#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# audit --profile: what a court asks is looked at, as badly as its profile says,
# and personal data is told by its last characters alone.
. "$(dirname "$0")/lib.sh"
begin "$@"

page=$samples/misc/roster-rotated.pdf

run audit --list
ends 0 "profiles are listed without a file"
has stdout "cacd: U.S. District Court, C.D. Cal., CM/ECF" "by name and title"
has stdout "size       35000000 bytes: error" "with their limits"
has stdout "https://cand.uscourts.gov/ecf/limitations" "and sources"

run audit --profile nowhere "$page"
ends 2 "a profile that there is not is refused"
has stderr "incamera audit --list" "with where to look"

cat >own.yaml <<'EOP'
title: T
rule: R
source: S
date: 2026-11-30
check: C
limit_bytes: 10000
size: error
fonts: warning
pages: [a4]
page_size: warning
EOP
run audit --json "$page"
ends 0 "without a profile the file has no error"
lacks stdout '"file-size"' "and no limit"
lacks stdout '"page-size"' "nor a size of its pages"
run audit --json --profile own.yaml "$page" \
    "$samples/photo/exhibit-7.pdf"
ends 1 "a file over the limit is an error"
has stdout '"file-size"' "of that kind"
has stdout '"page-size"' "a page of another size is told"
has stdout '"font-not-embedded"' "and so is a font that is not in the file"

echo 'limit_bytes: 35 MB' >bad.yaml
run audit --profile bad.yaml "$page"
ends 2 "a profile that is none is refused"
has stderr "bad.yaml:1:" "with its line"

# A line of text for each file; nothing else is on its page.
python3 -B - <<'EOP'
for name, text in (('full', 'SSN 123-45-6789'), ('cut', 'SSN xxx-xx-6789'),
                   ('child', 'the boy, Tim Marlowe, said')):
    content = ('BT /F 12 Tf 72 700 Td (%s) Tj ET' % text).encode()
    body = [b'<</Type/Catalog/Pages 2 0 R>>',
            b'<</Type/Pages/Count 1/Kids[3 0 R]>>',
            b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R'
            b'/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont'
            b'/Helvetica>>>>>>>>',
            b'<</Length %d>>stream\n%s\nendstream' % (len(content), content)]
    out, at = b'%PDF-1.4\n', []
    for i, one in enumerate(body, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (i, one)
    table = len(out)
    out += b'xref\n0 5\n0000000000 65535 f \n'
    out += b''.join(b'%010d 00000 n \n' % a for a in at)
    out += (b'trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n'
            % table)
    open(name + '.pdf', 'wb').write(out)
EOP
run audit --json full.pdf
ends 0 "a number in full is no error"
has stdout '"social-security-number"' "but is told"
has stdout '"6789"' "by its last four"
lacks stdout '123-45' "and no more of it"
run audit --json cut.pdf
lacks stdout '"social-security-number"' "a number that is cut is not told"
echo 'Marlowe, Tim' >names.txt
run audit --json child.pdf
lacks stdout '"minor-name"' "a name on no list is not told"
run audit --json --minors names.txt child.pdf
has stdout '"minor-name"' "one on the list is"
lacks stdout 'arlowe' "and not repeated"
run audit --json --show --minors names.txt child.pdf
lacks stdout 'arlowe' "with --show, either"
end
