# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "{ file: two.pdf"
wants 2 'no YAML' <<'EOF'
incamera: spec.yaml:7:1: error: a comma or a closing ] or } is missing; it was opened in line 6, column 5
    
    ^
EOF
