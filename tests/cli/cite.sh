#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# What is named by page and line of a transcript.
. "$(dirname "$0")/lib.sh"
begin "$@"
mkdir src
make() {
	python3 -B "$root/tests/cli/transcript.py" "$@"
}
make transcript src/depo.pdf 44 4
make sheet src/condensed.pdf 101 2
make transcript src/one.pdf 1 2
make transcript src/two.pdf 1 3
cat >src/spec.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
copies: [redacted, proposed]
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [depo.pdf, condensed.pdf]
redactions:
  - { id: A, file: depo.pdf, cite: 45:24-46:2, code: PII }
  - { id: B, file: condensed.pdf, cite: "102:24-103:1, 107:5", code: PII }
EOF
run apply src/spec.yaml -o out
ends 0 "cites are covered and proved"
pdftotext out/redacted/COE000001-COE000004.pdf text
for word in p45l24 p45l25 p46l1 p46l2; do
	lacks text "$word " "$word is gone"
done
has text 'p45l23 ' "the line before is there"
has text 'p46l3 ' "and the line after"
has text 'p44l24 ' "and the same line of another page"
pdftotext out/redacted/COE000005-COE000006.pdf text
for word in p102l24 p102l25 p103l1 p107l5; do
	lacks text "$word " "$word of a condensed sheet is gone"
done
for word in p101l24 p102l23 p103l2 p104l1 p107l4 p105l5; do
	has text "$word " "$word is there"
done
has out/logs/redaction-log.csv 'A,COE000002,PII,order,,45:24-46:2' \
    "the log says the cite"
has out/logs/redaction-log.csv 'A,COE000003,PII,order,,45:24-46:2' \
    "of each page"
run verify out --spec src/spec.yaml
ends 0 "the output is proved again"

# Two volumes in one set.
cat >src/volumes.yaml <<'EOF'
bates: { prefix: TWO }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [one.pdf, two.pdf]
redactions:
  - { id: A, bates: TWO000001-5, cite: 2:1-3, code: PII }
EOF
run plan src/volumes.yaml
ends 2 "a page that stands twice is an error"
has stderr 'page 2 of the transcript stands on TWO000002 and on TWO000004' \
    "which names both"
sed -i 's/TWO000001-5/TWO000003-5/' src/volumes.yaml
run plan src/volumes.yaml -v
ends 0 "numbers say which is meant"
has stdout 'TWO000004  A  PII  2:1-3' "that one"
sed -i 's/cite: 2:1-3/cite: 9:1-3/' src/volumes.yaml
run plan src/volumes.yaml
has stderr 'page 9 of the transcript is not found' "one that is not there"
has stderr 'show 1 to 3' "and what is"

cat >src/csv.yaml <<'EOF'
bates: { prefix: COE }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [depo.pdf]
redactions_csv: rows.csv
EOF
printf 'file,cite,code\ndepo.pdf,45:24-46:2,PII\n' >src/rows.csv
run plan src/csv.yaml -v
ends 0 "a row has a cite and no page"
for cell in 45:12:00 1.883333333 '12:45 PM'; do
	printf 'file,cite,code\ndepo.pdf,%s,PII\n' "$cell" >src/rows.csv
	run plan src/csv.yaml
	ends 2 "what a spreadsheet made of it is refused: $cell"
	has stderr 'format the column as text' "and what to do is said"
done

# Every page of a transcript has its lines, of which a long one has many.
make transcript src/long.pdf 1 90
cat >src/long.yaml <<'EOF'
bates: { prefix: LONG }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [long.pdf]
redactions:
  - { id: A, file: long.pdf, cite: 88:12-89:3, code: PII }
EOF
run plan src/long.yaml -v
ends 0 "a cite is found in a transcript of ninety pages"
has stdout 'LONG000089  A  PII  88:12-89:3' "on the page that it names"

# Words, for the person at the terminal.
run plan src/spec.yaml --show
ends 2 "words are not printed to a file"
has stderr 'on a terminal and nowhere else' "and that is said"
lacks stdout p45 "nothing of them came out"
run plan src/spec.yaml --show --json
ends 2 "nor as JSON"
if command -v script >/dev/null; then
	script -qec "\"$incamera\" plan -q --show src/spec.yaml" /dev/null \
	    >typed </dev/null
	has typed "A  COE000002-COE000003  45:24-46:2: 'Q. said p45l24' ... " \
	    "on a terminal the first words of a cite are shown"
	has typed "'said p46l2 jq'" "and the last"
	has typed "B  COE000006  107:5: 'Q. said p107l5' ... 'jq'" \
	    "of each of its parts"
fi
end
