# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Broken rows of a load file
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.dat, stamped: true }
EOF
cat >COE.dat <<'EOF'
^BEGBATES^|^PDFPATH^|^DATE^
^COE000001^|^good.pdf
^COE000002^|^b.pdf^
^COE000003^|^good.pdf^|^3/4/2018^
EOF
wants 2 "a quote that is not closed, a cell too few, a date of two days" <<'EOF'
incamera: COE.dat:2:2: error: cell 2 of this row opens a quote that is not closed
incamera: COE.dat:3: error: the row has 2 cells, and the first row names 3: a mark between cells, a quote or a line end is missing or too many
incamera: COE.dat:4:3: error: the "date" may be two days: say by dates: mdy or dmy in which order the column has month and day
EOF
