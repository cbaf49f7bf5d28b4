# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A range that runs backwards, or over two prefixes
spec "" "{ bates: COE000010-COE000003, rect: whole, code: PII }" \
    "{ bates: COE000001-PLTF-000003, rect: whole, code: PII }"
sed 's/\[COE\]/[COE, "PLTF-"]/' spec.yaml >changed
mv changed spec.yaml
wants 2 "a reversal and two prefixes" <<'EOF'
incamera: spec.yaml:7:14: error: "COE000010-COE000003": the range runs backwards: write the lower number first
      - { bates: COE000010-COE000003, rect: whole, code: PII }
                 ^
incamera: spec.yaml:8:14: error: "COE000001-PLTF-000003": the two ends have different prefixes: write two ranges, separated by a comma
      - { bates: COE000001-PLTF-000003, rect: whole, code: PII }
                 ^
EOF
