# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A load file that is not in its encoding
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.dat, encoding: utf-8 }
EOF
printf 'BEGBATES|PDFPATH|TITLE\nCOE000001|good.pdf|caf\351\n' >COE.dat
wants 2 "a byte that is not UTF-8" <<'EOF'
incamera: COE.dat: error: byte 45 is not utf-8: say by encoding: what the file was written in, or export it anew, as UTF-8
EOF
