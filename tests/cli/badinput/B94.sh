# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A date, a time or a number that a spreadsheet made of lines or of a cite
spec
echo "redactions_csv: more.csv" >>spec.yaml
printf 'file,cite,code\ngood.pdf,45:12:00,PII\n' >more.csv
wants 2 "a time" <<'EOF'
incamera: more.csv:2:2: error: "cite" is a time, which spreadsheets make of a cite like 45:12: format the column as text and write it again
EOF
printf 'bates,lines,code\nCOE000001,9-Apr,PII\n' >more.csv
wants 2 "a date" <<'EOF'
incamera: more.csv:2:2: error: "lines" is a date, which spreadsheets make of lines like 4-9: format the column as text and write it again
EOF
printf 'bates,lines,code\nCOE000001,46121,PII\n' >more.csv
wants 2 "a number of days" <<'EOF'
incamera: more.csv:2:2: error: "lines" is a number, which spreadsheets make of lines like 4-9: format the column as text and write it again
EOF
