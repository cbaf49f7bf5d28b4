# shellcheck shell=sh disable=SC2034
# SPDX-License-Identifier: AGPL-3.0-or-later
# A list of marks with a damaged cell
spec
cat >list.csv <<'EOF'
bates,page,x0,y0,x1,y1,code
123,,72,72,100,84,PII
COE000001,,"72,5",72,100,84,PII
COE000001,1-Feb,72,72,100,84,PII
COE000009,,72,72,100,84,PII
COE000001,,72,72000,100,84000,PII
EOF
args="import list.csv --spec spec.yaml -o marks.csv"
wants 2 "each by its row and column" <<'EOF'
incamera: list.csv: error: row 2: "123" has no prefix, as a spreadsheet may leave it: write it whole, with COE and all its zeros
incamera: list.csv: error: row 3: the cell for "x0" has a decimal comma: write a point
incamera: list.csv: error: row 4: the cell for "page" is no page number, but perhaps what a spreadsheet made of one: format the column as text
incamera: list.csv: error: row 5: no document holds its number
incamera: list.csv: error: row 6: its box lies outside its page: see that units and origin are those of the tool, --units and --origin
EOF
