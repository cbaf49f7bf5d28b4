#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Unredacted copies: what they are called and show, that nothing served knows
# of them, and what becomes of them when the spec changes.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
sed -i 's/dpi: 100/dpi: 72/; s/{ id: B, \(.*\) }$/{ id: B, \1, status: agreed }/' \
    src/tiny.yaml
sed -i '/^raster/a legend: { text: CONFIDENTIAL, proposed: FOR THE COURT }' \
    src/tiny.yaml
cp src/tiny.yaml plain.yaml
run apply src/tiny.yaml -o plain -q
ends 0 "a production of redacted copies"
sed 's/^raster/copies: [redacted, proposed, disputed]\n&/' plain.yaml \
    >src/tiny.yaml
cp src/tiny.yaml full.yaml
run plan src/tiny.yaml
has stdout "; copies: redacted, proposed, disputed" "plan says which it makes"
run apply src/tiny.yaml -o out -j2
ends 0 "and one with unredacted copies"
has stdout "redacted: 3 documents, 5 pages (" "the summary counts each copy"
has stdout "proposed: 3 documents, 5 pages (" "with its pages"
has stdout "in camera    out/unredacted: UNREDACTED: never serve it on who may" \
    "and says who may have it"

# Names and modes.
ls out/unredacted >names
says names "names say what it is" <<'EOT'
COE000001_UNREDACTED-DISPUTED.pdf
COE000001_UNREDACTED-PROPOSED.pdf
COE000002_UNREDACTED-PROPOSED.pdf
COE000003-COE000005_UNREDACTED-DISPUTED.pdf
COE000003-COE000005_UNREDACTED-PROPOSED.pdf
DISPUTED-INDEX_UNREDACTED.csv
DISPUTED-INDEX_UNREDACTED.html
EOT
(cd out && stat -c '%a %n' unredacted && stat -c '%a' unredacted/* | sort -u) \
    >modes
says modes "only its owner can read it" <<'EOT'
700 unredacted
600
EOT

# What is served does not know of it.
rm -rf out/private.no
same plain/redacted out/redacted "redacted copies have the bytes that they had"
same plain/logs out/logs "and so have the logs"
same plain/SHA256SUMS out/SHA256SUMS "and the list of hashes"
sha256sum out/unredacted/* | cut -c1-64 >hashes
refuse "no hash of an unredacted copy is served" \
    grep -rFf hashes out/redacted out/logs out/SHA256SUMS
refuse "and no word of one" \
    grep -rai unredacted out/redacted out/logs out/SHA256SUMS

# As others read it.
for file in out/unredacted/*.pdf; do
	claim "qpdf finds no fault in ${file##*/}" qpdf --check "$file"
done
# text FILE PAGE: its words, a blank between them.
text() {
	pdftotext -f "$2" -l "$2" "out/$1" - | tr -s '[:space:]' ' '
}
pages() {
	pdfinfo "out/$1" | awk '$1 == "Pages:" { print $2 }'
}
# bears FILE PAGE TEXT...: the page bears each, and CLAIM is made of it.
bears() {
	file=$1 page=$2
	text "$file" "$page" >page.txt
	shift 2
	for word in "$@"; do
		has page.txt "$word" "$file, page $page: $word"
	done
}
long=unredacted/COE000003-COE000005_UNREDACTED
marks="UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED"
[ "$(pages $long-PROPOSED.pdf)" = 3 ]
verdict $? "a proposed copy has its document's pages"
for n in 1 2 3; do
	bears $long-PROPOSED.pdf $n "COE00000$((n + 2))" "$marks" \
	    "FOR THE COURT"
	lacks page.txt "CONFIDENTIAL" "and not the redacted copy's legend"
	bears redacted/COE000003-COE000005.pdf $n "COE00000$((n + 2))" \
	    CONFIDENTIAL
done
bears $long-PROPOSED.pdf 1 " C "
bears $long-PROPOSED.pdf 2 " D "
text redacted/COE000003-COE000005.pdf 1 >page.txt
lacks page.txt " C " "no id stands on a redacted copy"
pdftotext -f 1 -l 1 -x 128 -y 80 -W 217 -H 15 src/mail.pdf - |
    tr -s '[:space:]' '\n' | grep '....' | sort -u >covered
claim "there is something to cover" test -s covered
claim "the whole content is in the proposed copy" sh -c \
    "pdftotext -f 1 -l 1 out/$long-PROPOSED.pdf - | tr -s '[:space:]' '\n' |
    sort -u | comm -23 covered - | grep . && exit 1 || exit 0"

# Pairs of what is open: C on page 1, D (the page whole) on page 2.
[ "$(pages $long-DISPUTED.pdf)" = 4 ]
verdict $? "a disputed copy has a pair for each page in dispute"
n=0
for number in COE000003 COE000003 COE000004 COE000004; do
	n=$((n + 1))
	bears $long-DISPUTED.pdf $n $number
	if [ $((n % 2)) = 1 ]; then
		has page.txt "UNREDACTED - PAGES IN DISPUTE" "marked first"
	else
		lacks page.txt "UNREDACTED - PAGES IN DISPUTE" "then redacted"
		has page.txt "AS PROPOSED TO BE REDACTED" "and says so"
	fi
done
tr -d '\r' <out/unredacted/DISPUTED-INDEX_UNREDACTED.csv | tail -c +4 >index
says index "an index names the disputed pages" <<'EOT'
Bates page,file,pages,redactions,codes
COE000001,COE000001_UNREDACTED-DISPUTED.pdf,1-2,A,PII
COE000003,COE000003-COE000005_UNREDACTED-DISPUTED.pdf,1-2,C,PII
COE000004,COE000003-COE000005_UNREDACTED-DISPUTED.pdf,3-4,D,PII
"In dispute: pages 3, redactions 3, documents 2."
EOT

# verify.
run verify out
ends 0 "verify proves the unredacted copies too"
has stdout "proposed: 3 documents, 5 pages (" "and counts them"
run verify out --spec src/tiny.yaml
ends 0 "with the spec as well"
# broken CLAIM TEXT COMMAND...: verify says so, with and without the spec.
broken() {
	what=$1 said=$2
	shift 2
	rm -rf bad
	cp -a out bad
	(cd bad && "$@")
	run verify bad
	ends 1 "$what"
	has stderr "$said" "and it is named"
	run verify bad --spec src/tiny.yaml
	ends 1 "$what, with the spec"
	has stderr "$said" "and it is named"
}
broken "an unredacted copy that was changed" \
    "$long-PROPOSED.pdf: error: is not the file that was proved" \
    sh -c "printf ' ' >>$long-PROPOSED.pdf"
broken "an unredacted copy that is missing" \
    "$long-DISPUTED.pdf: error: is missing" rm $long-DISPUTED.pdf
broken "a file too many" \
    "unredacted/COE000009_UNREDACTED-PROPOSED.pdf: error: is not of this" \
    cp $long-PROPOSED.pdf unredacted/COE000009_UNREDACTED-PROPOSED.pdf
broken "an unredacted copy among what is served" \
    "redacted/COE000001_UNREDACTED-PROPOSED.pdf: error: is not of this" \
    cp unredacted/COE000001_UNREDACTED-PROPOSED.pdf redacted/
broken "one copy in another's place" \
    "$long-PROPOSED.pdf: error: is not the file that was proved" \
    cp $long-DISPUTED.pdf $long-PROPOSED.pdf
broken "an index of other pages" \
    "unredacted/DISPUTED-INDEX_UNREDACTED.csv: error: does not say" \
    sed -i /COE000004/d unredacted/DISPUTED-INDEX_UNREDACTED.csv
rm -rf bad
cp -a out bad
rm -r bad/unredacted
for spec in "" "--spec src/tiny.yaml"; do
	# shellcheck disable=SC2086 # no word, or two
	run verify bad $spec
	ends 0 "what is served is proved without unredacted/ ${spec:-}"
	has stderr "unredacted: warning: is not here" "with a warning"
done

# What changes, and what does not.
run apply src/tiny.yaml -o out --resume
ends 0 "--resume on a whole production is content"
has stdout "3 of these kept from an earlier run" "and keeps all"
sed 's/{ id: C, /&status: withdrawn, /' full.yaml >src/tiny.yaml
cp -a out before
run apply src/tiny.yaml -o out --resume
ends 0 "a redaction is withdrawn"
has stdout "2 of these kept" "two documents are kept in all copies"
for file in redacted/COE000003-COE000005.pdf $long-PROPOSED.pdf \
    $long-DISPUTED.pdf; do
	refuse "${file##*/} is made again" cmp "before/$file" "out/$file"
done
[ "$(pages $long-DISPUTED.pdf)" = 3 ]
verdict $? "its page is no pair any more, but still the first page"
text $long-PROPOSED.pdf 1 >page.txt
lacks page.txt " C " "and has no mark"
sed 's/proposed: FOR/proposed: ONLY FOR/' full.yaml >src/tiny.yaml
rm -rf out
cp -a before out
run apply src/tiny.yaml -o out --resume
ends 0 "another legend of unredacted copies"
same before/redacted out/redacted "leaves the redacted ones"
bears $long-PROPOSED.pdf 1 "ONLY FOR THE COURT"

# Copies that are not asked for go, and nobody's files do.
cp plain.yaml src/tiny.yaml
touch out/unredacted/notes.txt
run apply src/tiny.yaml -o out --resume
ends 2 "a file that the plan does not name refuses the run"
says stderr "and is named" <<'EOT'
incamera: error: out/unredacted/notes.txt is not of this plan: move it away, or choose another directory
EOT
claim "and nothing was removed" test -e out/$long-PROPOSED.pdf
rm out/unredacted/notes.txt
run apply src/tiny.yaml -o out --resume
ends 0 "without copies: in the spec"
claim "no unredacted copy stays" test ! -e out/unredacted
same plain/redacted out/redacted "the redacted ones do"
run verify out --spec src/tiny.yaml
ends 0 "and verify is content"

# A part of a production.
cp full.yaml src/tiny.yaml
rm -rf out
run apply src/tiny.yaml -o out --bates COE000002 -q
ends 0 "--bates makes the copies of its documents"
ls out/unredacted >names
says names "and no others" <<'EOT'
COE000002_UNREDACTED-PROPOSED.pdf
EOT
run apply src/tiny.yaml -o out --resume -q
ends 0 "the others follow"
same before/unredacted out/unredacted "and all is as from one run"

# Disputed pages alone.
cp plain.yaml src/tiny.yaml
run apply src/tiny.yaml -o only --disputed-only
ends 0 "--disputed-only needs no word of the spec"
refuse "and says of nothing that it be served" grep -q '^serve ' stdout
(cd only && find . -type d | sort) >names
says names "nothing that is served is there" <<'EOT'
.
./private
./unredacted
EOT
same before/$long-DISPUTED.pdf only/$long-DISPUTED.pdf \
    "the pages are those of a whole run"
run verify only
ends 0 "verify proves them"
run verify only --spec src/tiny.yaml
ends 0 "against the spec too"
printf ' ' >>only/$long-DISPUTED.pdf
run verify only
ends 1 "and finds what was changed"
run apply src/tiny.yaml -o only --disputed-only --resume
ends 0 "--resume makes it again"
has stdout "1 of these kept" "and keeps the rest"
run apply src/tiny.yaml -o plain --disputed-only
ends 2 "a directory that holds what is served is refused"
says stderr "in a sentence" <<'EOT'
incamera: error: plain holds SHA256SUMS, which is of a production that is served: give --disputed-only a directory of its own
EOT
sed 's/{ id: [ACD], /&status: granted, /' plain.yaml >src/tiny.yaml
run apply src/tiny.yaml -o none --disputed-only
ends 2 "where nothing is open there is nothing to make"
says stderr "in a sentence" <<'EOT'
incamera: error: nothing is in dispute: no redaction is proposed or objected to
EOT
claim "and nothing was written" test ! -e none

# A document is made in all its copies or in none.
if [ -n "$hooks" ]; then
	cp full.yaml src/tiny.yaml
	rm -rf out
	INCAMERA_FAULT=make-started:child:2
	export INCAMERA_FAULT
	under apply src/tiny.yaml -o out -j1
	unset INCAMERA_FAULT
	ends 3 "a proposed copy that cannot be made"
	has stderr "(in its proposed copy)" "is said to be one"
	refuse "and its document has no other" \
	    sh -c 'ls out/redacted out/unredacted | grep COE000001'
	claim "all others are there" test -e out/redacted/COE000002.pdf
	run verify out
	ends 0 "what is there is a production"
fi

# The sample: four documents whole, and nothing that no page shows.
table=$root/tests/cli/samples-secrets.tsv
cp -R "$samples" prod
rm -f prod/*.lock prod/bates.registry
run apply prod/in-camera.yaml -o court -q
ends 0 "apply makes the sample in all copies"
sed -n '1p;/^hidden/p' "$table" >hidden.tsv
claim "what no page shows is in no copy" hunt gone hidden.tsv court
rm -rf served
cp -R court served
rm -r served/unredacted
claim "no word under a box is in what is served, or private" \
    hunt gone "$table" served
# Each proposed copy in its source's place.
python3 -c 'import json, sys
for d in json.load(sys.stdin)["copies"]:
    if d["copy"] == "proposed":
        print(d["output"], d["source"])' <court/private/manifest.json >whole
while read -r output source; do
	mkdir -p "shown/${source%/*}"
	cp "court/$output" "shown/$source"
	awk -F '\t' -v f="$source" '$1 == "secret" && $2 == f' "$table" >>rows
done <whole
{ sed 1q "$table"; cat rows; } >shown.tsv
claim "there are four, and words under boxes in them" sh -c \
    'test "$(wc -l <whole)" = 4 && test "$(wc -l <rows)" -gt 20'
claim "every word under a box is in its proposed copy" \
    hunt found shown.tsv shown

# A receipt: the banner is wider than the page, and a mark is where it stands.
cat >receipt.raw <<'EOT'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 150 150]/Contents 4 0 R>>
endobj
4 0 obj
<</Length 80>>
stream
0 9 150 3 re 0 60 150 3 re 0 137 150 3 re f
endstream
endobj
trailer
<</Root 1 0 R>>
EOT
qpdf --warning-exit-0 receipt.raw src/receipt.pdf >/dev/null 2>&1
cat >src/receipt.yaml <<'EOT'
copies: [redacted, proposed]
bates: { prefix: COE, registry: receipt.registry }
raster: { dpi: 72 }
codes: { PII: { text: x, basis: y } }
documents: [receipt.pdf]
redactions:
  - { id: R1, bates: COE000001, rect: [0, 4, 150, 18], code: PII }
EOT
run apply src/receipt.yaml -o receipt -q
ends 0 "a page that is narrower than its banner is made and proved"
pdftotext receipt/unredacted/COE000001_UNREDACTED-PROPOSED.pdf receipt.txt
claim "with the banner" grep -q "UNREDACTED - PROPOSED" receipt.txt
claim "and the id" grep -q R1 receipt.txt
end
