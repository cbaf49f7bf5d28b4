# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '' '' '/Nosuch Do' >broken.pdf
spec broken.pdf
wants 0 'a page drawn with errors' <<'EOF'
incamera: broken.pdf: page 1 (COE000002): warning: was drawn with errors: look at the page
EOF
