# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A CSV file without the columns
spec
echo "redactions_csv: more.csv" >>spec.yaml
cat >more.csv <<'EOF'
COE000001,1,2,30,40,PII
EOF
wants 2 "a CSV file without a heading" <<'EOF'
incamera: more.csv:1: error: the first row names no column "code": it must hold the columns' names
EOF
