# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: 9, rect: [300, 100, 400, 120], code: PII }"
wants 2 'a number that lost its prefix' <<'EOF'
incamera: spec.yaml:7:14: error: "9" has no prefix, as a spreadsheet may leave it: write it whole, with COE and all its zeros
      - { bates: 9, rect: [300, 100, 400, 120], code: PII }
                 ^
EOF
