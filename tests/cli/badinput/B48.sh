# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A description, id, code, basis or legend that says what a box covers
spec "" "{ bates: COE000001, rect: [110, 110, 300, 145], code: PII, description: number of Orrington }"
wants 2 "a served word that a box covers" <<'EOF'
incamera: spec.yaml:7:5: error: the description repeats a word that stands under a box of good.pdf and is visible nowhere else in it, and it would be served: say it in other words
      - { bates: COE000001, rect: [110, 110, 300, 145], code: PII, description: *** }
        ^
EOF
sed -i 's/basis: order/basis: rights of the Orringtons/; s/, description.*}/ }/' spec.yaml
wants 2 "a basis that says it" <<'EOF'
incamera: spec.yaml:7:5: error: the code's basis repeats a word that stands under a box of good.pdf and is visible nowhere else in it, and it would be served: say it in other words
      - { bates: COE000001, rect: [110, 110, 300, 145], code: PII }
        ^
EOF
sed -i 's/rights of the Orringtons/order/' spec.yaml
echo 'legend: { text: NOT FOR ORRINGTON }' >>spec.yaml
wants 2 "a legend that says it" <<'EOF'
incamera: spec.yaml:5:5: error: the legend repeats a word that stands under a box of good.pdf and is visible nowhere else in it, and it would be served: say it in other words
      - good.pdf
        ^
EOF
