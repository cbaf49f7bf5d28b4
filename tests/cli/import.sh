#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Marks on copies and binders come back as redactions on the pages that they
# are for, or not at all.
. "$(dirname "$0")/lib.sh"
begin "$@"
python3 -B "$root/tests/cli/binder.py" . || exit 1
head=id,bates,x0,y0,x1,y1,code,description,note,status
cat >p.yaml <<'EOT'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
raster: { dpi: 72 }
codes:
  PII: { text: Personal identifiers, basis: order }
  IA: { text: Internal affairs, basis: privilege }
documents: [ia.pdf, depo.pdf]
redactions_csv: [marks.csv]
EOT

# import ARG...: into marks.csv, which must be new.
import() {
	rm -f marks.csv
	run import --spec p.yaml -o marks.csv "$@"
	sed -i '/^incamera: [a-z ]*: [0-9]* of [0-9]* document/d' stderr
}

# rows CLAIM: marks.csv holds these rows.
rows() {
	{
		printf '\357\273\277%s\n' "$head"
		cat
	} >wanted
	tr -d '\r' <marks.csv >got
	same wanted got "$1"
}

# refused MESSAGE CLAIM: so, and nothing was written.
refused() {
	ends 2 "$2"
	echo "incamera: $1" >wanted
	same wanted stderr "in this sentence"
	[ ! -e marks.csv ]
	verdict $? "and nothing is written"
}

sed 's/documents: .*/documents: [ia.pdf]/' p.yaml >q.yaml
rm -f marks.csv
run import depo.pdf --spec q.yaml -o marks.csv
sed -i '/^incamera: [a-z ]*: [0-9]* of [0-9]* document/d' stderr
refused "depo.pdf: error: none of its 4 pages is one of the production: none shows a number of it, or looks like a page of it: give the file that was marked, and the spec of its production" \
    "a file of another production has one error, not one a page"
import back/ia.pdf --take highlght
has stderr "--take highlght: names a type that no" \
    "a type that there is not is named with its option"
import back/ia.pdf --leave highlight:yelow
has stderr "--leave highlight:yelow: names a color that" "and a colour"
import back/ia.pdf --code PII=hilite
has stderr "--code PII=hilite: names a type that no" "and of --code"

import back/ia.pdf
ends 0 "a marked copy under its document's name is imported"
rows "its mark is a row, its overlay text the code, its comment a note" <<'EOT'
,COE000002,72,76,200,92,PII,,ask JS,
EOT
lacks stdout "ask JS" "the comment is told nowhere"
[ "$(stat -c %a marks.csv)" = 600 ]
verdict $? "nobody else may read the list"
run import back/ia.pdf --spec p.yaml -o marks.csv
ends 0 "the same again"
has stdout "as they stand already in marks.csv" "changes nothing"
has stdout "marks.csv, which the spec names." "and the spec need not be edited"
run import back/ia.pdf --spec p.yaml -o other.csv
has stdout 'once the spec names it in "redactions_csv"' "for another list it must"
run import ia.pdf --spec p.yaml -o marks.csv
ends 2 "something else is not written over it"
has stderr "--force" "unless that is said"
run import ia.pdf --spec p.yaml -o marks.csv --force
ends 0 "and if it is said, it is"

import back/depo_WORKING-COPY.pdf
ends 0 "turned, cropped and large pages"
rows "give boxes of the pages as they are displayed" <<'EOT'
,COE000004,100,100,120,200,IA,,,
,COE000005,64,636,164,656,IA,,,
,COE000006,100,672,200,692,"IA, PII",,,
EOT

import binder.pdf
refused "binder.pdf: page 1: error: is no page of the production: it shows none of its numbers, and looks like none of its pages; if it is a cover or divider, say so with --skip 1" \
    "a cover is no page of the production"
import binder.pdf --skip 1
ends 1 "a mark of which nothing speaks is undecided"
[ ! -e marks.csv ]
verdict $? "and nothing is written"
has stdout "highlight, yellow  J. Smith      -          -          1" \
    "the table shows it"
import binder.pdf --skip 1,99
ends 2 "a page to skip that is not there is refused"
has stderr "binder.pdf: error: has " "with the file"
has stderr " pages, and --skip names page 99: " "and the page"
import binder.pdf --skip 1 --take redact --take highlight:yellow:Bob \
    --leave highlight:purple --leave highlight --code IA=stamp
ends 0 "picks that meet no mark end nothing"
has stderr "warning: --take highlight:yellow:Bob meets no mark" \
    "an author misspelt is warned of"
has stderr "warning: --leave highlight:purple meets no mark" "and a color"
has stderr "warning: --code IA=stamp meets no mark" "and a type with a code"
lacks stderr "--leave highlight meets" "what meets a mark is not"
lacks stderr "Smith" "no author of the file is named"
printf '%s\r\n' id,bates,file,page,x0,y0,x1,y1,code,description,note,status \
    >marks.csv
run import binder.pdf --skip 1 --leave highlight --spec p.yaml -o marks.csv
ends 0 "a list that holds only its head row is written over"
import binder.pdf --skip 1 --leave highlight
ends 0 "that it is left decides it"
rows "pages are found by their numbers" <<'EOT'
,COE000003,72,76,200,92,PII,,ask JS,
EOT
import binder.pdf --skip 1 --take redact --take "highlight:yellow:j. smith" \
    --code IA
ends 0 "and so does that it is taken"
rows "with the code that the command line gives" <<'EOT'
,COE000001,72,76,200,92,IA,,,
,COE000003,72,76,200,92,PII,,ask JS,
EOT
run apply p.yaml -o out
ends 0 "the list is what apply takes"
claim "the covered name is gone from the page" sh -c '
	pdftotext -l 1 out/redacted/COE000001-COE000003.pdf - |
	    grep -q . &&
	pdftotext -x 72 -y 76 -W 128 -H 16 -l 1 ia.pdf was &&
	pdftotext -x 72 -y 76 -W 128 -H 16 -l 1 \
	    out/redacted/COE000001-COE000003.pdf is &&
	test -s was && [ "$(tr -d "\f\n " <is)" = IA ]'

import plain.pdf
ends 0 "pages without numbers are found by their pictures"
rows "a blank one by its neighbour" <<'EOT'
,COE000006,100,672,200,692,PII,,,
,COE000007,100,672,200,692,PII,,,
EOT
has stdout "3 by picture, 1 by the pages beside" "and that is told"
import small.pdf
ends 0 "pages that were made smaller or turned are measured"
python3 -B - <<'EOT' >claim.log 2>&1
import csv
small, turned = csv.DictReader(open('marks.csv', encoding='utf-8-sig'))
box = [float(small[k]) for k in ('x0', 'y0', 'x1', 'y1')]
# Half a point outward at most, and never inward.
for at, want, out in zip(box, (72, 76, 200, 92), (-1, -1, 1, 1)):
    assert 0 <= (at - want) * out < 1, box
assert [turned[k] for k in ('bates', 'x0', 'y0', 'x1', 'y1')] == [
    'COE000002', '72', '76', '200', '92'], turned
EOT
verdict $? "the boxes lie where the marks were, no smaller"

import changed.pdf
ends 2 "a page of that number that says something else is refused"
has stderr "changed.pdf: page 1: error: is not COE000001 as the production has it" \
    "by its file, page and number"
import swapped.pdf
ends 2 "and so is one that bears another page's number"
sed 's/ia\.pdf, depo/filed/; /redactions_csv/d' p.yaml >q.yaml
run import --spec q.yaml -o new.csv figure.pdf
ends 2 "one small figure of nearly the same shape makes another page"
has stderr "figure.pdf: page 1: error: is not COE000001 as the production has it" \
    "by its file, page and number"
sed 's/\[filed.*\]/[filed.pdf, none.pdf]/' q.yaml >r.yaml
run import --spec r.yaml -o new.csv back/none.pdf
ends 2 "the name is not believed of a page that bears another number"
has stderr "bears COE000001, and by the name of its file it is COE000002" \
    "both are named"
import strange.pdf
ends 2 "and a marked page of no document"
import off.pdf
refused "off.pdf: page 1: error: has a redact mark that lies outside the page: move it onto the page, or delete it" \
    "a mark outside its page is refused"
import edge.pdf
ends 0 "one that hangs over the edge is taken"
rows "as far as it is on the page" <<'EOT'
,COE000001,500,672,612,692,PII,,,
EOT
has stderr "a part lies off the page" "which is warned of"
import nocode.pdf
ends 1 "a mark without a code is undecided"
import nocode.pdf --code "ia, PII"
ends 0 "until it is given one"
import nocode.pdf --code XYZ
ends 2 "which the spec must declare"
import nocode.pdf --code IA --code PII=redact:red
rows "marks of a colour have their own" <<'EOT'
,COE000001,72,76,200,92,PII,,,
EOT
import twins.pdf
ends 0 "marks over each other are taken"
rows "equal ones as one row, others beside it" <<'EOT'
,COE000001,72,76,200,92,IA,,,
,COE000001,72,76,200,92,PII,,one / two,
EOT
has stderr "covers the same place of COE000001" "which is warned of"
import back/ia.pdf edge.pdf
rows "several files make one list" <<'EOT'
,COE000001,500,672,612,692,PII,,,
,COE000002,72,76,200,92,PII,,ask JS,
EOT

cat >ia.xfdf <<'EOT'
<?xml version="1.0" encoding="UTF-8"?>
<xfdf xmlns="http://ns.adobe.com/xfdf/"><f href="C:\cases\ia.pdf"/><annots>
<redact page="1" rect="72,700,200,716" overlay-text="PII"
 coords="72,716,200,716,72,700,200,700"><contents>ask JS</contents></redact>
</annots></xfdf>
EOT
import ia.xfdf
ends 0 "an XFDF is about the document that it names"
rows "and gives the same as the PDF" <<'EOT'
,COE000002,72,76,200,92,PII,,ask JS,
EOT
sed 's/ia\.pdf/binder.pdf/' ia.xfdf >of.xfdf
import of.xfdf binder.pdf --skip 1 --leave highlight --leave redact:red
ends 0 "or about another file of the command line"
rows "whose pages are those of the production that it has" <<'EOT'
,COE000003,72,76,200,92,PII,,ask JS,
EOT
cp ia.pdf same.pdf
mkdir other
cp depo.pdf other/same.pdf
sed 's/ia\.pdf/same.pdf/' ia.xfdf >same.xfdf
import same.xfdf same.pdf other/same.pdf
refused "same.xfdf: error: is about a PDF whose name two of these files have: import it with the one that was marked, and the other by itself" \
    "about one of two of that name it is refused"
printf 'file,page,left,top,width,height,code\nsame.pdf,1,72,76,99,16,PII\n' \
    >same.csv
import same.csv same.pdf other/same.pdf
ends 2 "and so is a row of a list"
has stderr "two of the PDFs that are given have the name of its file" \
    "which is told"
import of.xfdf
ends 2 "about neither it is refused"

xfdf() {
	{
		echo '<xfdf xmlns="http://ns.adobe.com/xfdf/">'
		echo "<f href=\"ia.pdf\"/><annots>$1</annots></xfdf>"
	} >odd.xfdf
	import odd.xfdf --code PII
}
line="72,716,200,716,72,700,200,700"
xfdf "<redact page='0' rect='72,680,200,716' coords='$line,72,690,200,690'/>"
ends 1 "a mark of which a part cannot be read is undecided"
has stdout "has a place that cannot be read: draw it again" "which is said"
xfdf "<redact page='0' rect='72,300,200,316' coords='$line'/>"
ends 1 "and so is one that says two places of itself"
xfdf "<redact page='0' rect='72,600,200,716'
 coords='72,716,200,700,72,700,200,684'/>"
ends 0 "of a slanted one"
has stderr "the rectangle around it is taken" "more is covered, which is said"
xfdf "<redact page='0' name='A' rect='72,700,200,716' coords='$line'/>
<text page='0' inreplyto='A' rect='0,0,9,9'><contents>so</contents></text>
<redact page='1' inreplyto='A' rect='72,700,200,716' coords='$line'/>"
ends 0 "what is drawn as a mark is one, though it replies to another"
rows "but a note that does is a note" <<'EOT'
,COE000001,72,76,200,92,PII,,so,
,COE000002,72,76,200,92,PII,,,
EOT

import binder.pdf --skip 1 --leave highlight --json
claim "--json tells of each page and mark, and of no words" sh -c '
	python3 -B -c "
import json
got = json.load(open(\"stdout\"))
assert got[\"format\"] == \"incamera.import/1\"
assert [p[\"by\"] for p in got[\"files\"][0][\"pages\"]] == [
    \"skipped\", \"number\", \"number\"]
assert [m[\"end\"] for m in got[\"marks\"]] == [\"taken\", \"not taken\"]
" && ! grep -q "ask JS" stdout'

end
