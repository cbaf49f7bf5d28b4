# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A documents_csv that Excel wrote again, and one for other documents
spec
echo "documents_csv: index.csv" >>spec.yaml
printf 'bates,date,author\nCOE000001,3/5/2018,M\366e\n' >index.csv
wants 2 "dates and letters of a spreadsheet" <<'EOF'
incamera: index.csv:2:2: error: "date" is a date as Excel writes it, which in another country is another day: format the column as YYYY-MM-DD and save it again
incamera: index.csv:2:3: error: "author" holds a letter of an old code page, which has no one meaning: save the file as "CSV UTF-8"
EOF
printf 'bates,parent\nCOE000001,COE000001\nCOE000044,\n' >index.csv
wants 2 "an unknown document, and one attached to itself" <<'EOF'
incamera: index.csv:2: error: COE000001 is its own parent: give the number of the document that it is attached to, or none
incamera: index.csv:3:1: error: no document holds COE000044
EOF
