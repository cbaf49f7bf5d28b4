# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A stamped document that would bear two designations
spec
sed -i 's/^codes:/legend: { text: CONFIDENTIAL }\n&/' spec.yaml
echo "raster: { dpi: 72 }" >>spec.yaml
run apply spec.yaml -o first
mv first/redacted/COE000001.pdf produced.pdf
rm -r first spec.lock
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents:
  - { file: produced.pdf, bates: COE000001, stamped: true,
      legend: { text: HIGHLY CONFIDENTIAL } }
EOF
wants 2 "two designations on one page" <<'EOF'
incamera: spec.yaml:3:5: error: COE000001 bears the designation "CONFIDENTIAL" and would be stamped with another one: give the document old_legend: cover, or legend: none
      - { file: produced.pdf, bates: COE000001, stamped: true,
        ^
EOF
