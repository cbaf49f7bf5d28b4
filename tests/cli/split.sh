#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# One file that holds a whole production is split into its documents: by the
# numbers on its pages, by ranges, by a load file.
. "$(dirname "$0")/lib.sh"
begin "$@"

# pages NUMBER...: the file.
pages() {
	python3 -B "$root/tests/cli/whole.py" whole.pdf "$@"
}

# spec NAME KEYS [MORE]: whose document has these keys, and more lines.
spec() {
	cat >"$1.yaml" <<-EOF2
	bates: { prefix: COE }
	prefixes: [COE, "ABC-"]
	raster: { dpi: 72 }
	codes: { PII: { text: Personal identifiers, basis: order } }
	documents: [{ $2, stamped: true }]
	${3-}
	EOF2
}

file="file: whole.pdf"
redact="redactions: [{ id: A, bates: COE000011, rect: [70, 70, 300, 100], code: PII }]"

# files NAMES CLAIM: just these were made.
files() {
	ls out/redacted >is
	echo "$1" >want
	claim "$2" cmp is want
}

# refused_for CLAIM SENTENCE: the run was refused with it, and wrote nothing.
refused_for() {
	ends 2 "$1"
	has stderr "$2" "in a sentence"
	refuse "and nothing is made" test -e out
}

pages COE000001 COE000002 COE000010 COE000011 COE000012 ABC-000013 ABC-000014

spec numbers "$file, split: numbers" "$redact"
run apply numbers.yaml -o out
ends 0 "a gap and another prefix begin a document"
files "ABC-000013-ABC-000014.pdf
COE000001-COE000002.pdf
COE000010-COE000012.pdf" "each has its own file"
pdftotext -layout out/redacted/COE000010-COE000012.pdf text
has text "word3" "of its own pages"
has text "word5" "to the last one"
refuse "but for what is covered" grep -q word4 text
refuse "and of no other document's" grep -q 'word[1267]' text
has numbers.lock '"file":"whole.pdf#COE000010"' "the lock knows it by its number"
has out/private/manifest.json '"source": "whole.pdf#COE000010"' \
    "and so does the manifest"
run verify out --spec numbers.yaml
ends 0 "it is proved again with its source"
cp -R out kept
run apply numbers.yaml -o out --resume
ends 0 "a second run has nothing to do"
claim "and keeps what is there" cmp out/redacted/COE000010-COE000012.pdf \
    kept/redacted/COE000010-COE000012.pdf
has stdout "3 of these kept" "all of it"
rm -rf out kept

spec ranges "$file, split: [COE000010-12, COE000001-2]"
run apply ranges.yaml -o out
ends 0 "ranges name the documents, in any order"
files "COE000001-COE000002.pdf
COE000010-COE000012.pdf" "and no others are made"
rm -rf out

printf 'BEGBATES,ENDBATES,CATEGORY\nCOE000001,COE000002,a\nCOE000010,COE000012,b\n' >load.csv
spec load "load: load.csv, pdf: whole.pdf"
run apply load.yaml -o out
ends 0 "and so does a load file"
files "COE000001-COE000002.pdf
COE000010-COE000012.pdf" "by its rows"
rm -rf out

spec absent "$file, split: [COE000001-2, COE000005-6]"
run apply absent.yaml -o out
refused_for "a number that no page bears is refused" \
    "no page of whole.pdf bears COE000005"
spec short "$file, split: [ABC-000013-15]"
run apply short.yaml -o out
refused_for "and one behind the end" "whole.pdf ends before ABC-000015"
spec other "$file, split: [COE000001-3]"
run apply other.yaml -o out
refused_for "and a range that other pages interrupt" \
    "page 3 of whole.pdf bears COE000010, where COE000003 is to be"
spec twice "$file, split: [COE000010-12, COE000011-12]"
run apply twice.yaml -o out
refused_for "and pages that two documents would have" \
    "pages 4-5 of whole.pdf would be in two documents"
spec file "$file, split: numbers" \
    "redactions: [{ id: A, file: whole.pdf, page: 1, rect: whole, code: PII }]"
run apply file.yaml -o out
refused_for "and a redaction of a file that is split" \
    "whole.pdf is split by its numbers: name the page by \"bates\""

pages COE000001 - COE000003 COE000004
run apply numbers.yaml -o out
refused_for "a page without a number is named" \
    "no number can be read on page 2 of whole.pdf"
spec holes "$file, split: [COE000001-2]"
run apply holes.yaml -o out
refused_for "and by its number, where one is to be" \
    "no number can be read on page 2 of whole.pdf, where COE000002 is to be"

pages COE000001 COE000002 COE000010 COE000011 COE000012 COE000013
run apply numbers.yaml -o out
ends 2 "another file in its place is refused"
has stderr "whole.pdf#COE000001 is not the file that was produced as COE000001" \
    "since numbers are frozen"

pages COE000001 COE000002 COE000010 COE000011 COE000012 COE000013
sed 's/Count 6/Count 5/' whole.pdf >lies.pdf
spec lies "file: lies.pdf, split: [COE000010-13]"
run apply lies.yaml -o out
ends 2 "a file whose page tree counts wrong is not split"
has stderr "lies.pdf#COE000010 has a page tree that counts wrong" "by name"

# Somebody writes to the file while its documents are made: at a place where
# none of them looks, and with the times that it had.
pages COE000001 COE000002 COE000010 COE000011
rm -f ./*.lock bates.registry
spec shared "$file, split: numbers"
cp whole.pdf good.pdf
for point in made before-shared; do
	rm -rf out
	cp good.pdf whole.pdf
	at "$point" "printf 6 | dd of=whole.pdf bs=1 seek=7 conv=notrunc 2>/dev/null" \
	    apply shared.yaml -o out -j1 -q
	ends 3 "a file that is written to at $point is found out"
	has stderr "whole.pdf#COE000001: error: changed while it was read" \
	    "for each document"
	has stderr "whole.pdf#COE000010: error: changed while it was read" \
	    "that was made of it"
	claim "and none of them is released" rmdir out/redacted
done
cp good.pdf whole.pdf
rm -rf out shared.lock bates.registry
at before-split "printf 6 | dd of=whole.pdf bs=1 seek=7 conv=notrunc 2>/dev/null" \
    apply shared.yaml -o out -j1 -q
ends 0 "before it is read it may change"
at hashed "printf 4 | dd of=whole.pdf bs=1 seek=7 conv=notrunc 2>/dev/null" \
    plan shared.yaml -q
ends 2 "behind its reading it may not"
has stderr "changed while it was read" "and the run says so"
end
