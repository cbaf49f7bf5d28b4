# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Bytes that are not UTF-8
spec
printf 'matter: Caf\351\n' >>spec.yaml
wants 2 "Latin-1 in the spec" <<'EOF'
incamera: spec.yaml:6:12: error: a byte here is not UTF-8: save the spec as UTF-8
    ***
    ^
EOF
