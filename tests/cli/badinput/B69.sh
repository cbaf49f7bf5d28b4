# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A package into a directory that is not empty
spec
sed -i '1i service: confidentiality' spec.yaml
run apply spec.yaml -o out -q
mkdir full
echo mine >full/mine.txt
args="package out --profile plain -o full --spec spec.yaml"
wants 2 "a package into a directory that is not empty" <<'EOF'
incamera: error: full is not empty (it holds mine.txt): give -o a directory that is new or empty
EOF
