# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '' '' '' |
    sed 's/Kids\[3 0 R\]\/Count 1/Kids[]\/Count 0     /' >none.pdf
spec none.pdf
wants 2 'no pages' <<'EOF'
incamera: spec.yaml:6:5: error: none.pdf has no page
      - none.pdf
        ^
EOF
