# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A --category that nothing has
spec "{ file: two.pdf, category: Rosters }"
cp good.pdf two.pdf
args="plan spec.yaml --category Roosters"
wants 2 "an unknown category" <<'EOF'
incamera: error: --category: nothing is of the category "Roosters": there are "Rosters"
EOF
