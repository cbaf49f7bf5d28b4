# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A number that would move
spec
run apply spec.yaml -o first -q
sed 's/digits: 6/digits: 6, start: 5/' spec.yaml >changed
mv changed spec.yaml
wants 2 "a frozen number" <<'EOF'
incamera: error: good.pdf began at COE000001 and would now begin at COE000005: give it bates: COE000001
EOF
