# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Columns of a load file that may be the same thing
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.csv, stamped: true }
EOF
printf 'BEGDOC,PRODBEG,PDFPATH\nA1,COE000001,good.pdf\n' >COE.csv
wants 2 "two columns that may be the first number" <<'EOF'
incamera: COE.csv:1: error: columns 1 and 2 of the first row may both be the "begbates": say which by fields: { begbates: "its name" }
EOF
