# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, rect: [300, 100, 300, 120], code: PII }"
wants 2 'an empty rectangle' <<'EOF'
incamera: spec.yaml:7:31: error: the rectangle is empty: its left and right are the same
      - { bates: COE000001, rect: [300, 100, 300, 120], code: PII }
                                  ^
EOF
