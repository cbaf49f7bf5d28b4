# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A load file with files that are not there
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.dat, stamped: true }
EOF
cat >COE.dat <<'EOF'
BEGBATES|PDFPATH
COE000001|good.pdf
COE000002|PDF\001\COE000002.pdf
COE000003|..\COE000003.pdf
EOF
wants 2 "a file that is missing, and one outside the volume" <<'EOF'
incamera: COE.dat: error: 1 file is not there: PDF/001/COE000002.pdf (row 3): get the whole volume, or say by root: in which folder the files lie
incamera: COE.dat:4:2: error: the path leads out of its folder by "..": correct it
EOF
