#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# What is named by the lines that a page itself numbers.
. "$(dirname "$0")/lib.sh"
begin "$@"
mkdir src
python3 -B "$root/tests/cli/transcript.py" pleading src/motion.pdf 1 2
cat >src/spec.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [motion.pdf]
redactions:
  - { id: A, bates: COE000001, lines: [4-9, 20], code: PII }
  - { id: B, file: motion.pdf, page: 2, lines: 3, code: PII }
EOF
run plan src/spec.yaml -v
ends 0 "lines are found before anything is made"
has stdout 'A  PII  lines 4-9, 20  [' "and the plan shows their places"
run apply src/spec.yaml -o out
ends 0 "lines are covered and proved"
pdftotext -layout out/redacted/COE000001-COE000002.pdf text
for word in p1l4 p1l9 p1l20 p2l3; do
	lacks text "$word " "$word is gone"
done
for word in p1l3 p1l10 p1l19 p1l21 p2l2 p2l4; do
	has text "$word " "$word is there"
done
claim "the numbers of the lines stay" grep -Eq '^ *5 *$' text
has out/logs/redaction-log.csv 'A,COE000001,PII,order,,"lines 4-9, 20"' \
    "the log says which lines"
claim "in one row a page" sh -c \
    '[ "$(grep -c ^A, out/logs/redaction-log.csv)" = 1 ]'
run verify out --spec src/spec.yaml
ends 0 "the output is proved again"

sed -i 's/lines: 3,/lines: 3-4,/' src/spec.yaml
run apply src/spec.yaml -o out2
ends 2 "an id that finds other lines than before is refused"
has stderr 'the id B stood for [' "and both places are shown"
has stderr 'on COE000002 and would now stand for [' "with their page"
sed -i 's/lines: 3-4,/lines: 3,/' src/spec.yaml

# The text between lines 12 and 13 has no number.
sed 's/id: B.*/id: C, bates: COE000001, lines: 12, code: PII }/' \
    src/spec.yaml >src/between.yaml
run apply src/between.yaml -o between
ends 0 "text between two numbers is no error"
has stderr 'text stands right below line 12 of COE000001' "but is said"
pdftotext between/redacted/*.pdf text
lacks text p1q0 "what stands on the line is gone"
lacks text p1q1 "and so is what stands below it"
has text p1q2 "but not the next line"

# A spreadsheet's column.
cat >src/csv.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [motion.pdf]
redactions_csv: rows.csv
EOF
printf 'id,bates,lines,code\nA,COE000001,"4-9, 20",PII\n' >src/rows.csv
run plan src/csv.yaml -v
ends 0 "a row needs no rectangle"
has stdout 'A  PII  lines 4-9, 20  [' "its lines are in one cell"
printf 'id,bates,x0,y0,x1,y1,lines,code\n%s\n%s\n' \
    'A,COE000001,72,100,300,140,4-9,PII' 'B,COE000001,,,,,10,PII' \
    >src/rows.csv
run plan src/csv.yaml -v
has stdout 'A  PII  [72, 100, 300, 140] pt' "beside a rectangle they name it"
has stdout 'B  PII  line 10  [' "and without one they are it"
for cell in 9-Apr 4/9/2026 2026-04-09 46121; do
	printf 'bates,lines,code\nCOE000001,%s,PII\n' "$cell" >src/rows.csv
	run plan src/csv.yaml
	ends 2 "what a spreadsheet made of it is refused: $cell"
	has stderr 'format the column as text' "and what to do is said"
done

# Rulings find it by its lines.
printf 'bates,lines,ruling\nCOE000001,"4-9, 20",denied\n' >src/rulings.csv
(cat src/spec.yaml && echo 'rulings_csv: rulings.csv') >src/ruled.yaml
run plan src/ruled.yaml -v
ends 0 "a ruling meets the redaction of these lines"
has stdout 'denied' "and is told"

# Pages without numbers.
cp "$samples/misc/roster-rotated.pdf" src/roster.pdf
sed 's/motion.pdf/roster.pdf/; s/^  - { id: B.*//' src/spec.yaml \
    >src/none.yaml
run plan src/none.yaml
ends 2 "a page without line numbers is an error"
has stderr 'COE000001 shows no line numbers that are sure' "by its number"
sed 's/lines: 3,/lines: 29,/' src/spec.yaml >src/none.yaml
run plan src/none.yaml
has stderr 'COE000002 has no line 29: its lines are 1 to 28' \
    "a line that is not there, too"
end
