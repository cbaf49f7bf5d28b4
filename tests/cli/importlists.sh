#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Marks of other tools' lists, of what export gave out, and of our own copies.
. "$(dirname "$0")/lib.sh"
begin "$@"
python3 -B "$root/tests/cli/binder.py" . || exit 1
head=id,bates,x0,y0,x1,y1,code,description,note,status

# spec LINE...: p.yaml with these lines more.
spec() {
	cat >p.yaml <<-'EOT'
	matter: Roe v. County of Example, No. 2:26-cv-00001
	bates: { prefix: COE, digits: 6, start: 1 }
	raster: { dpi: 72 }
	codes:
	  PII: { text: Personal identifiers, basis: order }
	  IA: { text: Internal affairs, basis: privilege }
	documents: [ia.pdf, depo.pdf]
	EOT
	for line; do
		echo "$line" >>p.yaml
	done
}

import() {
	rm -f marks.csv
	run import --spec p.yaml -o marks.csv "$@"
	sed -i '/^incamera: [a-z ]*: [0-9]* of [0-9]* document/d' stderr
}

rows() {
	{
		printf '\357\273\277%s\n' "$head"
		cat
	} >wanted
	tr -d '\r' <marks.csv >got
	same wanted got "$1"
}

spec
cat >tool.csv <<'EOT'
Control Number;Page;Left;Top;Width;Height;Reason;Comments
COE000001;2;1;0.5;2;.25;PII;ask JS
COE000001;3;1;1;2;.25;pii/ia;
EOT
import tool.csv --map "bates=Control Number" --units in
ends 0 "a list of another tool is taken by its columns, in its unit"
rows "its numbers are documents', its pages counted in them" <<'EOT'
,COE000002,72,36,216,54,PII,,ask JS,
,COE000003,72,72,216,90,"IA, PII",,,
EOT
lacks stdout "ask JS" "its comments are told nowhere"
cat >file.csv <<'EOT'
file,page,x0,y0,x1,y1
binder.pdf,1,72,700,200,716
depo.pdf,0,100,100,200,120
EOT
import file.csv binder.pdf --skip 1 --leave highlight --leave redact:red \
    --origin bottom-left --page-base 0 --code PII
ends 0 "its pages may be those of a file or of a document"
rows "and count from 0, its boxes from below" <<'EOT'
,COE000003,72,76,200,92,PII,,,
,COE000004,100,492,200,512,PII,,,
EOT
iconv -t UTF-16 file.csv >wide.csv
import wide.csv binder.pdf --skip 1 --leave highlight --leave redact:red \
    --origin bottom-left --page-base 0 --code PII
rows "it may be in UTF-16" <<'EOT'
,COE000003,72,76,200,92,PII,,,
,COE000004,100,492,200,512,PII,,,
EOT
printf 'bates,x,y,w,h\nCOE000001,300,600,600,150\n' >px.csv
import px.csv --units px:300 --code PII
rows "pixels are those of an inch" <<'EOT'
,COE000001,72,144,216,180,PII,,,
EOT
import px.csv --units px:300
ends 1 "a row without a code is undecided"
has stdout "row of a CSV              -          -          1" \
    "and stands in the table"

# A box that the spec has elsewhere is told before plan refuses it.
printf 'bates,x0,y0,x1,y1,code\nCOE000001,72,144,216,180,PII\n' >more.csv
spec "redactions_csv: [more.csv, marks.csv]"
import px.csv --units px:300 --code PII
ends 0 "a box that another list has is imported"
has stderr "more.csv: warning: has 1 of these boxes already, the first on COE000001" \
    "and warned of"
run import px.csv --units px:300 --code PII --spec p.yaml -o marks.csv
has stderr "has 1 of these boxes" "in that list only, not in its own"
import blank.pdf
ends 2 "a blank page without a number"
has stderr "blank.pdf: page 1: error: is blank or nearly so, and shows no number" \
    "is refused as that"

# What export gives out comes back as it was.
spec "redactions_csv: given.csv"
{
	echo "$head"
	cat <<'EOT'
R1,COE000001-COE000002,72.001,76.5,200,92,PII,home address,ask JS,agreed
R5,COE000003,whole,,,,PII,,,
,COE000004,100,100.333,120,200,IA,,,
R3,COE000005,64,636,164,656.125,IA,,secret,
R4,COE000006,100.007,672,200,692,"IA, PII",,,candidate
EOT
} >given.csv
run export p.yaml -o given --annotate --xfdf
ends 0 "redactions are exported"
import given/*.pdf
ends 0 "and imported"
tail -n +2 given.csv >was
rows "not a milli-point is lost, nor an id or a note" <was
import given/*.xfdf
ends 0 "the same of XFDFs"
rows "gives the same" <was
python3 -B - given/COE000001*.xfdf <<'EOT'
import re
import sys
text = open(sys.argv[1], encoding='utf-8').read()
# The first box one point further to the right.
first = re.search(r'<redact[^>]*>', text).group(0)
moved = re.sub(r'72\.0*01', '73.001', first)
assert moved != first, first
open('moved.xfdf', 'w', encoding='utf-8').write(text.replace(first, moved, 1))
EOT
import moved.xfdf
ends 0 "a box that was moved is imported"
tr -d '\r' <marks.csv | sed -n 2,3p >got
cat >wanted <<'EOT'
,COE000001,73.001,76.5,200,92,PII,home address,ask JS,agreed
R1,COE000002,72.001,76.5,200,92,PII,home address,ask JS,agreed
EOT
same wanted got "without its id, which never names another box"

# A copy that we made ourselves, on which somebody drew.
spec
cat >>p.yaml <<'EOT'
service: confidentiality
legend: { text: CONFIDENTIAL, position: top-left }
copies: [redacted, proposed]
redactions:
  - { id: R1, bates: COE000001, rect: [72, 66, 540, 720], code: PII }
EOT
run apply p.yaml -o both
ends 0 "proposed copies are made"
python3 -B "$root/tests/cli/binder.py" --mark both/unredacted/COE000001*.pdf \
    copy.pdf 3 100 400 160 420
import copy.pdf
ends 0 "a mark on a smaller page of our own copy is imported"
claim "in exact places: there and back nothing is lost" \
    python3 -B "$root/tests/cli/placed.py" both/private/manifest.json \
    marks.csv 3 100 372 160 392
end
