# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000009, rect: [300, 100, 400, 120], code: PII }"
wants 2 'a number that no document has' <<'EOF'
incamera: spec.yaml:7:5: error: no document holds COE000009
      - { bates: COE000009, rect: [300, 100, 400, 120], code: PII }
        ^
EOF
