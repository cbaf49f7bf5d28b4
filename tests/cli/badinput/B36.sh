# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A key twice
spec
echo "prefixes: [COE]" >>spec.yaml
wants 2 "a key that stands twice" <<'EOF'
incamera: spec.yaml:6:1: error: "prefixes" stands here twice, first in line 2: remove one
    prefixes: [***]
    ^
EOF
