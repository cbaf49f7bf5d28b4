#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# What alone stays of a page.
. "$(dirname "$0")/lib.sh"
begin "$@"
mkdir src
python3 -B "$root/tests/cli/transcript.py" transcript src/depo.pdf 44 4
cat >src/spec.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
copies: [redacted, proposed]
legend: { text: CONFIDENTIAL, position: bottom-left }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [depo.pdf]
redactions:
  - { id: A, file: depo.pdf, page: 1, keep: { lines: 4-9 }, code: PII }
  - { id: B, file: depo.pdf, page: 2-3, keep: { cite: 45:3-5 }, code: PII }
  - { id: C, file: depo.pdf, page: 4, keep: [[0, 95, 612, 200],
      [0, 300, 300, 340]], code: PII }
EOF
run apply src/spec.yaml -o out
ends 0 "all else of a page is covered and proved"
page() {
	pdftotext -f "$1" -l "$1" out/redacted/COE000001-COE000004.pdf text
}
page 1
for word in p44l3 p44l10 p44l25 Page; do
	lacks text "$word" "$word is gone"
done
for word in p44l4 p44l9; do
	has text "$word " "$word is there"
done
claim "so are the numbers of other lines" grep -qx 20 text
has text COE000001 "and the page's own number"
has text CONFIDENTIAL "and its legend"
page 2
has text 'p45l3 ' "a cite is kept"
lacks text "p45l6 " "and nothing else of its page"
page 3
lacks text p46 "a page on which nothing is kept goes whole"
has text COE000003 "but for its number"
page 4
has text 'p47l2 ' "rectangles are kept"
lacks text "p47l1 " "all else is not"
has out/logs/redaction-log.csv 'A,COE000001,PII,order,,all but lines 4-9' \
    "the log says what is left"
has out/logs/redaction-log.csv 'B,COE000003,PII,order,,whole' \
    "or that nothing is"
has out/logs/redaction-log.csv 'C,COE000004,PII,order,,all but a part' \
    "of rectangles no more than that"
claim "in one row a page" sh -c \
    '[ "$(grep -c ,PII, out/logs/redaction-log.csv)" = 4 ]'
run verify out --spec src/spec.yaml
ends 0 "the output is proved again"
lacks stderr 'covers nothing' "margins are no empty boxes"
pdftotext -f 1 -l 1 out/unredacted/*PROPOSED.pdf text
claim "the id of what surrounds it stands once in the margin" sh -c \
    '[ "$(grep -cx A text)" = 1 ]'

wrong() {
	cat >src/wrong.yaml <<-EOF
	bates: { prefix: COE }
	codes: { PII: { text: Personal identifiers, basis: order } }
	documents: [depo.pdf]
	redactions:
	  - { id: A, file: depo.pdf, page: 1, $1, code: PII }
	EOF
	run plan src/wrong.yaml
	ends 2 "$2 is refused"
	has stderr "$3" "by name"
}
wrong 'keep: [0, 0, 612, 792]' "what keeps everything" 'all of COE000001'
wrong 'keep: []' "what keeps nothing" 'here are 0'
wrong 'keep: [72, 100, 90]' "half a rectangle" 'here are 3'
wrong 'keep: [72, 100, 900, 200]' "one off its page" 'leaves its page'
wrong 'keep: { lines: 4 }, rect: whole' "a second area" 'another area'
wrong 'keep: { lines: 40 }' "a line that is not there" 'no line 40'
end
