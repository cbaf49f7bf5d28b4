# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A number at --bates that is not one
spec
args="apply spec.yaml -o out --bates 1-4"
wants 2 "no number" <<'EOF'
incamera: error: --bates: "1-4" has no prefix, as a spreadsheet may leave it: write it whole, with COE and all its zeros
EOF
