# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: XYZ000009, rect: [300, 100, 400, 120], code: PII }"
wants 2 'an undeclared prefix' <<'EOF'
incamera: spec.yaml:7:14: error: "XYZ000009": it begins with no declared Bates prefix: write it as declared, like "COE", or declare its prefix
      - { bates: XYZ000009, rect: [300, 100, 400, 120], code: PII }
                 ^
EOF
