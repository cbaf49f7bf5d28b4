# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A --bates that meets no document
spec
args="apply spec.yaml -o out --bates COE000044"
wants 2 "no document" <<'EOF'
incamera: error: --bates: no document holds COE000044
EOF
