# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Numbers that are missing, twice or reversed
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.csv, stamped: true }
EOF
cat >COE.csv <<'EOF'
BEGBATES,ENDBATES,PDFPATH
COE000001,COE000003,good.pdf
COE000003,,b.pdf
COE000009,COE000007,c.pdf
,,d.pdf
EOF
cp good.pdf b.pdf
cp good.pdf c.pdf
cp good.pdf d.pdf
wants 2 "a number twice, reversed and missing" <<'EOF'
incamera: COE.csv:3: error: COE000003 is a number of the document in row 2 of COE.csv already: no number is used twice
incamera: COE.csv:4:2: error: the last number comes before the first: they are reversed, or one is wrong
incamera: COE.csv:5:1: error: the row has no first number: each document needs one
EOF
