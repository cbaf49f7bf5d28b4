# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A rectangle that is not four numbers
spec "" "{ bates: COE000001, rect: [100, 200, 300], code: PII }" \
    "{ bates: COE000001, rect: [1e2, 200, 300, 40x], code: PII }"
wants 2 "three numbers, and no number" <<'EOF'
incamera: spec.yaml:7:31: error: "rect" must be whole, or the four numbers [left, top, right, bottom]: here are 3
      - { bates: COE000001, rect: [100, 200, 300], code: PII }
                                  ^
incamera: spec.yaml:8:32: error: number 1 of "rect" has an exponent: write the number out
      - { bates: COE000001, rect: [1e2, 200, 300, 40x], code: PII }
                                   ^
incamera: spec.yaml:8:47: error: number 4 of "rect" is not a number
      - { bates: COE000001, rect: [1e2, 200, 300, 40x], code: PII }
                                                  ^
EOF
