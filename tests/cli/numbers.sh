#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# The numbers that stamped documents bear are read, and held against the spec.
. "$(dirname "$0")/lib.sh"
begin "$@"
python3 -B "$root/tests/cli/numbered.py" pdf || exit 1

# numbered SPEC-LINE...: a spec of stamped documents, a line each; no other
# production has their numbers.
numbered() {
	rm -f bates.registry
	cat >spec.yaml <<-EOF
	bates: { prefix: COE, digits: 6 }
	prefixes: [COE, "OLD-"]
	raster: { dpi: 72 }
	codes: { PII: { text: Personal identifiers, basis: order } }
	documents:
	EOF
	for document; do
		echo "  - { $document, stamped: true }" >>spec.yaml
	done
}

# one NAME NUMBER CLAIM: all pages of a document alone agree.
one() {
	numbered "file: pdf/$1.pdf, bates: $2"
	run plan spec.yaml
	ends 0 "$3"
	has stdout "numbers      $4" "and that is told of $1"
}

one cites COE000101 "what a body, a heading and a foot cite confuses nothing" \
    "4 pages agree"
one heading COE000111 "a number that each page repeats is none of theirs" \
    "3 pages agree"
one twice COE000121 "of two numbers on a page the spec's counts" \
    "3 pages agree"
one twice OLD-000501 "the older ones count if the spec says so" \
    "3 pages agree"
for turn in 90 180 270; do
	one turned$turn COE00013$((turn / 90)) \
	    "a page turned by $turn is read" "1 page agrees"
done
one spaced COE000151 "digits may be spaced out" "2 pages agree"
one layer COE000161 "an invisible layer is read" "3 pages agree"
one misread COE000171 "what another's OCR misread is not held against it" \
    "2 pages agree, 1 NOT READ"
one pictures COE000181 "pages without text are not passed over" \
    "1 page agrees, 2 NOT READ"
one labels COE000191 "page labels agree" "2 pages agree"
one other-labels COE000195 "a label that is no number says nothing" \
    "1 page agrees"

# wrong NAME NUMBER CLAIM <<EOF: the one error of a document alone.
wrong() {
	cat >sentence
	numbered "file: pdf/$1.pdf, bates: $2"
	run plan spec.yaml
	ends 2 "$3"
	{
		printf 'incamera: spec.yaml:6:5: error: '
		tr '\n' ' ' <sentence | sed 's/ $//'
		printf ': correct `bates:`, get the right file, or say that '
		printf 'it is known by `misnumbered:`\n'
		sed -n '6s/^/    /p' spec.yaml
		echo '        ^'
		printf 'incamera: plan --html FILE shows the pages that '
		echo 'bear another number'
	} >whole
	says stderr "and the pages of $1 are named" <whole
}

wrong slip COE000201 "a slip on one page is found, whatever its foot cites" <<EOF
page 3 of pdf/slip.pdf would be COE000203, but COE000204 is printed on it
EOF
wrong shifted COE000301 "a file that is one off is found" <<EOF
pages 1-4 of pdf/shifted.pdf would be COE000301-COE000304, but
COE000302-COE000305 are printed on them
EOF
wrong wrong-labels COE000401 "page labels that disagree are found" <<EOF
pages 1-3 of pdf/wrong-labels.pdf would be COE000401-COE000403, but
COE000402-COE000404 are their page labels
EOF
wrong layer-shifted COE000501 "a layer that disagrees page by page is found" <<EOF
pages 1-3 of pdf/layer-shifted.pdf would be COE000501-COE000503, but
COE000502-COE000504 are in their invisible text
EOF
wrong old-only COE000601 "a page that bears the old number only is found" <<EOF
pages 1-2 of pdf/old-only.pdf would be COE000601-COE000602, but
OLD-000601-OLD-000602 are printed on them
EOF

numbered "file: pdf/slip.pdf, bates: COE000201" \
    "file: pdf/shifted.pdf, bates: COE000301" \
    "file: pdf/many-slips.pdf, bates: COE000701"
run apply spec.yaml -o out
ends 2 "all documents that disagree are told at once"
for name in slip shifted many-slips; do
	has stderr "of pdf/$name.pdf would be" "and $name by its name"
done
has stderr "19 more of the 30 pages of pdf/many-slips.pdf bear another number" \
    "and no document has more than ten lines"
claim "nothing was made" test ! -e out

numbered "file: pdf/slip.pdf, bates: COE000201"
echo "misnumbered: [COE000203]" >>spec.yaml
run apply spec.yaml -o out
ends 0 "a slip that the spec knows is no error"
has stderr "pdf/slip.pdf: page 3 (COE000203): warning: bears another number" \
    "but is told"
run apply spec.yaml -o strict --strict
ends 3 "and --strict makes it a failure"
numbered "file: pdf/slip.pdf, bates: COE000201"
echo "misnumbered: COE000204" >>spec.yaml
run plan spec.yaml
ends 2 "one that it does not know is one"
has stderr 'COE000204 bears its number: leave it out of `misnumbered:`' \
    "and one that is none is told"

numbered "file: pdf/covered.pdf, bates: COE000141"
cat >>spec.yaml <<EOF
redactions:
  - { id: A, bates: COE000141, rect: [525, 760, 590, 775], code: PII }
EOF
run apply spec.yaml -o covered
ends 0 "a number under a box is read"
has stdout "numbers      2 pages agree" "and compared"
has stderr "page 1 (COE000141): warning: has its printed number under a box" \
    "and the page is endorsed again"
pdftotext covered/redacted/COE000141-COE000142.pdf text
claim "so that each page shows its number" \
    sh -c 'grep -q COE000141 text && grep -q COE000142 text'

numbered "file: pdf/covered.pdf, bates: COE000143"
cat >>spec.yaml <<EOF
redactions:
  - { id: A, bates: COE000143, rect: whole, code: PII }
EOF
run plan spec.yaml
ends 2 "a page that is covered whole must be the right one, too"

# Parts of a file, each with its own pages.
numbered "file: pdf/whole.pdf, split: [COE000221-223, COE000231-232]"
run plan spec.yaml
ends 0 "documents of one file are read"
has stdout "numbers      5 pages agree" "page by page"

# The report of what disagrees.
numbered "file: pdf/slip.pdf, bates: COE000201" \
    "file: pdf/pictures.pdf, bates: COE000181"
run plan spec.yaml --html report.html
ends 2 "a report is made of what is refused"
has stderr 'incamera: wrote "report.html": it shows pages before redaction' \
    "and told of"
lacks stderr "plan --html FILE" "and not proposed again"
claim "nobody else may read it" test "$(stat -c %a report.html)" = 600
claim "it shows the page that disagrees and those that were not read" \
    python3 -B "$root/tests/cli/report.py" report.html \
    "Page 3 (COE000203)" "Page 1 (COE000181)" "Page 2 (COE000182)"
lacks report.html "cf." "and quotes no text of a page"
run plan spec.yaml --html report.html
ends 2 "an older report is replaced"
has stderr 'wrote "report.html"' "without a question"
echo mine >mine.html
run plan spec.yaml --html mine.html
ends 2 "what is no report is not"
has stderr "mine.html is there already, and is no report of this command" \
    "by its name"
claim "and stays as it was" grep -qx mine mine.html
run plan spec.yaml --html covered/logs/report.html
ends 2 "no report is written where things are served"
has stderr "covered/logs/report.html would lie among what is served" \
    "by its name"
numbered "file: pdf/none.pdf, bates: COE000201"
run plan spec.yaml --html report.html
has stderr '"report.html" was not written' \
    "a plan that did not come to it says so"
numbered "file: pdf/labels.pdf, bates: COE000191"
run plan spec.yaml --html report.html
ends 0 "a report of what agrees shows no page"
lacks report.html "<section>" "and none is in it"

# Pages that are pictures, where this build and machine can read them.
run help plan
if grep -q -e --ocr stdout && "$incamera" plan spec.yaml --ocr >/dev/null 2>&1
then
	for n in 0 1 2 3; do
		python3 -B "$root/tests/cli/scanned.py" pdf/cites.pdf \
		    "pdf/laid$n.pdf" "$n"
	done
	for name in shifted slip; do
		python3 -B "$root/tests/cli/scanned.py" "pdf/$name.pdf" \
		    "pdf/scan-$name.pdf"
	done
	numbered "file: pdf/laid0.pdf, bates: COE000101"
	run plan spec.yaml
	has stdout "4 of these without text (--ocr reads them)" \
	    "a scan is not read, and what reads it is told"
	for n in 0 1 2 3; do
		numbered "file: pdf/laid$n.pdf, bates: COE000101"
		run plan spec.yaml --ocr
		ends 0 "a scan that lay turned by $n quarters is read"
		has stdout "numbers      4 pages agree" "page by page"
	done
	numbered "file: pdf/scan-shifted.pdf, bates: COE000301"
	run plan spec.yaml --ocr
	ends 2 "a scan that is one off is found"
	has stderr "COE000302-COE000305 were read on their pictures" \
	    "by what was read"
	python3 -B "$root/tests/cli/scanned.py" pdf/whole.pdf \
	    pdf/scan-whole.pdf
	numbered "file: pdf/scan-whole.pdf, split: numbers"
	run plan spec.yaml --ocr
	ends 0 "a scan of a whole production is split by its numbers"
	has stdout COE000221-COE000223 "where they have a gap"
	numbered "file: pdf/scan-slip.pdf, bates: COE000201"
	run plan spec.yaml --ocr
	ends 0 "what OCR reads against its series is not believed"
	has stdout "4 pages agree, 1 NOT READ" "but not passed over"
else
	verdict 0 "pictures of numbers # SKIP no OCR in this build or machine"
fi
end
