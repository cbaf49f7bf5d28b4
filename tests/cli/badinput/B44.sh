# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# What a spreadsheet made of a number
spec
echo "redactions_csv: more.csv" >>spec.yaml
cat >more.csv <<'EOF'
bates,x0,y0,x1,y1,code
1,1,2,30,40,PII
03/09/2018,1,2,30,40,PII
EOF
wants 2 "a bare number and a date" <<'EOF'
incamera: more.csv:2:1: error: "1" has no prefix, as a spreadsheet may leave it: write it whole, with COE and all its zeros
incamera: more.csv:3:1: error: "03/09/2018" is a date: a spreadsheet makes dates of numbers; format the column as text and write the Bates number with its prefix
EOF
