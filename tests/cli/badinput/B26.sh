# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
args="apply nosuch.yaml -o out"
wants 2 'no spec' <<'EOF'
incamera: error: nosuch.yaml cannot be opened: there is no such file or directory
EOF
