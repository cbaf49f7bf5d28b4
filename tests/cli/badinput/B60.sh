# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Rulings that a spreadsheet has damaged
spec "" "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }"
echo "rulings_csv: rulings.csv" >>spec.yaml
printf 'id;Bates page;lines;ruling;ECF;order page;date\r\n' >rulings.csv
printf ';1;;granted;;;\r\n;COE000001;9-Apr;granted;Jan-42;;\r\n' >>rulings.csv
printf 'A;;;granted;42;46121;4/9/2026\r\nM\374ller;;;granted;;;\r\n' >>rulings.csv
wants 2 "numbers, lines, orders, dates, a code page" <<'EOF'
incamera: rulings.csv:2:2: error: "1" has no prefix, as a spreadsheet may leave it: write it whole, with COE and all its zeros
incamera: rulings.csv:3:3: error: "lines" must be lines like 4-9 or 12:4-12:9: a spreadsheet makes dates of them unless the column is formatted as text
incamera: rulings.csv:3:5: error: "ecf" must be the number of the order on the docket, like 42 or 42-1; its page has a column of its own
incamera: rulings.csv:4:6: error: "order_page" must be pages like 4 or 4-5: a spreadsheet makes dates of them unless the column is formatted as text
incamera: rulings.csv:4:7: error: "date" is a date as Excel writes it, which in another country is another day: format the column as YYYY-MM-DD and save it again
incamera: rulings.csv:5:1: error: "id" holds a letter of an old code page, which has no one meaning: save the file as "CSV UTF-8"
EOF
