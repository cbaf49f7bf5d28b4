# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A box over nothing
spec "" "{ bates: COE000001, rect: [600, 450, 700, 500], code: PII }"
wants 0 "a box over nothing" <<'EOF'
incamera: spec.yaml:7:5: warning: the box covers nothing on COE000001: is it in its place?
      - { bates: COE000001, rect: [600, 450, 700, 500], code: PII }
        ^
EOF
