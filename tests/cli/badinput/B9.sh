# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, rect: [700, 100, 800, 120], code: PII }"
wants 2 'a box off its page' <<'EOF'
incamera: spec.yaml:7:5: error: the box leaves its page: COE000001 is 792.0 x 612.0 pt
      - { bates: COE000001, rect: [700, 100, 800, 120], code: PII }
        ^
EOF
