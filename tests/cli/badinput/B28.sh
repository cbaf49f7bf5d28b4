# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
size=$(wc -c <good.pdf)
head -c $((size - 60)) good.pdf >cut.pdf
spec cut.pdf
wants 0 'a repaired file' <<'EOF'
incamera: cut.pdf: warning: was repaired on reading: compare its pages with the original
EOF
