# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A prefix that says what a box covers
spec "" "{ bates: COE000001, rect: [110, 110, 300, 145], code: PII }"
sed -i 's/COE/ORRINGTON-/g' spec.yaml
wants 0 "a prefix that a box covers" <<'EOF'
incamera: spec.yaml:5:5: warning: the prefix of its numbers is a word that stands under a box of good.pdf and is visible nowhere else in it: numbers and file names serve it
      - good.pdf
        ^
EOF
