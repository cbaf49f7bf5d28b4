# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A CSV file that is not there
spec
echo "redactions_csv: more.csv" >>spec.yaml
wants 2 "a missing CSV file" <<'EOF'
incamera: spec.yaml:6:17: error: more.csv cannot be opened: there is no such file or directory
    redactions_csv: more.csv
                    ^
EOF
