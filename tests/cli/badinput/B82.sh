# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A document that has not the pages which its row says
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: COE.csv
EOF
cat >COE.csv <<'EOF'
BEGBATES,ENDBATES,PGCOUNT,PDFPATH
COE000001,COE000002,2,good.pdf
EOF
wants 2 "two pages said of one" <<'EOF'
incamera: COE.csv:2: error: good.pdf has 1 page, so that it ends with COE000001, but its row says COE000002: get the whole file, or correct the row
EOF
