#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Twenty rulings of every kind come back, and what becomes of the production.
# shellcheck disable=SC2154
. "$(dirname "$0")/lib.sh"
begin "$@"

# jsons FILE: what `asserts` says of it holds.
jsons() {
	{
		printf 'import json, sys\nj = json.load(open(sys.argv[1]))\n'
		cat asserts
	} >asserts.py
	python3 -B asserts.py "$1"
}

# words OUT: what can be searched in the set.
words() {
	for file in "$1"/redacted/*.pdf; do
		pdftotext "$file" - | tr -s ' \n' ' '
	done >words.txt
}

small
cat >src/small.yaml <<'EOF'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
prefixes: [COE]
raster: { dpi: 72 }
codes:
  PII: { text: Personal identifiers, basis: protective order }
  IA: { text: Internal affairs, basis: official information privilege }
  PRIV: { text: Privileged, basis: attorney-client privilege }
documents:
  - roster.pdf
  - ledger.pdf
  - mail.pdf
  - { file: letter.pdf, category: Affidavits }
redactions:
  - { id: R01, bates: COE000001, rect: [560, 120, 645, 133], code: PII, note: Xylograph }
  - { id: R02, bates: COE000001, rect: [560, 144, 645, 157], code: PII }
  - { id: R03, bates: COE000001, rect: [560, 167, 645, 180], code: PII }
  - { id: R04, bates: COE000001, rect: [560, 191, 645, 204], code: PII }
  - { id: R05, bates: COE000001, rect: [560, 214, 645, 227], code: PII }
  - { id: R06, bates: COE000001, rect: [560, 238, 645, 251], code: PII, lines: 5 }
  - { id: R07, bates: COE000001, rect: [100, 120, 205, 133], code: IA }
  - { id: L01, bates: COE000002, rect: [145, 124, 215, 137], code: IA }
  - { id: L02, bates: COE000002, rect: [145, 167, 230, 180], code: PRIV }
  - { id: L03, bates: COE000002, rect: [145, 189, 215, 202], code: [IA, PII] }
  - { id: L04, bates: COE000002, rect: [145, 253, 215, 266], code: PII }
  - { id: M01, bates: COE000003, rect: [280, 194, 400, 207], code: PII }
  - { id: M02, bates: COE000003, rect: [72, 208, 120, 221], code: PII }
  - { id: M03, bates: COE000004, rect: [230, 161, 330, 173.5], code: PII }
  - { id: M04, bates: COE000004, rect: [262, 181, 357, 194], code: IA }
  - { id: M05, bates: COE000005, rect: whole, code: PRIV }
  - { id: M06, bates: COE000003-5, rect: [128, 55, 300, 80], code: PII }
  - { id: T01, bates: COE000006, rect: [133, 168, 260, 183], code: PII }
  - { id: T02, bates: COE000006, rect: [385, 228, 470, 242], code: PII }
  - { bates: COE000007, rect: [310, 161, 356, 185], code: IA }
  - { id: T04, bates: COE000007, rect: [322, 251, 400, 265], code: IA }
EOF

run apply src/small.yaml -o VOL001
ends 0 'the first volume'
cp VOL001/logs/redaction-log.csv log.csv

# What a spreadsheet left of it: semicolons, CP1252, a column more.
sed '$!N;$!D' log.csv | tail -1 >closing
{
	printf 'ID;Bates page;document;category;code;x0;y0;x1;y1;lines;ruling;'
	printf 'nx0;ny0;nx1;ny1;ECF No.;order page;date;note;caf\351;\r\n'
	while read -r row; do
		printf '%s;Xylograph;\351;\r\n' "$row"
	done <<-'EOF'
	R01;;;;;;;;;;granted;;;;;42;3;04/09/2026
	R02;;;;;;;;;;Denied;;;;;ECF No. 42;3;2026-04-09
	R03;;;;;;;;;;modified;600;167;645;180;42;3;2026-04-09
	R04;;;;;;;;;;withdrawn;;;;;;;
	;COE000001;;;;560;220;600;221;;agreed;;;;;;;
	;COE000001;;;;;;;;5;denied;;;;;42;4-5;2026-04-09
	R07;;;;;;;;;;OBJECTED;;;;;;;
	;;ledger.pdf;;IA;;;;;;granted;;;;;42-1;;
	L02;COE000002;;;;;;;;;denied;;;;;42-1;;
	L04;;;;;;;;;;;;;;;;;
	M01;;;;;;;;;;modified;344;194;400;207;43;1;2026-05-01
	M02;;;;;;;;;;denied;;;;;43;1;2026-05-01
	M03;COE000004;;;;;;;;;;;;;;;;
	;COE000004;;;IA;;;;;;withdrawn;;;;;;;
	M05;;COE000003-5;;;;;;;;modified;72;72;540;300;43;2;
	M06;COE000003;;;;;;;;;granted;;;;;43;;
	M06;COE000004-5;;;;;;;;;granted;;;;;43;;
	;;;affidavits;PII;;;;;;agreed;;;;;;;
	;COE000007;;;;310;161;320;170;;granted;;;;;44;;
	;COE000006-7;letter.pdf;;IA;;;;;;granted;;;;;44;;
	;;COE000006-7;;IA;;;;;;granted;;;;;44;;
	R01;COE000001;;;PII;;;;;;granted;;;;;42;3;2026-04-09
	EOF
	printf '%s;;;;;;;;;;;;;;;;;;;;\r\n' "$(cat closing)"
} >src/rulings.csv
cp src/small.yaml src/plain.yaml
echo 'rulings_csv: rulings.csv' >>src/small.yaml

run plan src/small.yaml
ends 0 'rulings from a spreadsheet are read'
sed '1,/ warning/d' stdout >rulings.txt
says rulings.txt 'each row names the ids that it met; what is open is listed' \
    <<'EOF'
20 rulings in rulings.csv
  row 2      granted    ECF 42      R01
  row 3      denied     ECF 42      R02
  row 4      modified   ECF 42      R03
  row 5      withdrawn              R04
  row 6      agreed                 R05
  row 7      denied     ECF 42      R06
  row 8      objected               R07
  row 9      granted    ECF 42-1    L01, L03
  row 10     denied     ECF 42-1    L02
  row 12     modified   ECF 43      M01
  row 13     denied     ECF 43      M02
  row 15     withdrawn              M04
  row 16     modified   ECF 43      M05
  row 17     granted    ECF 43      M06
  row 18     granted    ECF 43      M06
  row 19     agreed                 T01, T02
  row 20     granted    ECF 44      COE000007-9d3a6d8b
  row 21     granted    ECF 44      COE000007-9d3a6d8b, T04
  row 22     granted    ECF 44      COE000007-9d3a6d8b, T04
  row 23     granted    ECF 42      R01
2 rows without a ruling, passed over:
  11, 14
3 redactions still open, burned without an agreement or a ruling:
  R07, L04, M03
4 redactions denied, burned all the same (--lift-denied uncovers them):
  R02, R06, L02, M02
EOF
run plan --json src/small.yaml
cat >asserts <<'EOF'
assert [len(r['ids']) for r in j['rulings']].count(2) == 4
assert j['rulings'][1] == {'row': 3, 'ruling': 'denied', 'ecf': '42',
    'order_page': '3', 'date': '2026-04-09', 'ids': ['R02']}
assert j['unruled_rows'] == [11, 14]
assert j['open'] == ['R07', 'L04', 'M03']
EOF
claim '--json says the same' jsons stdout

run apply src/small.yaml -o out
ends 0 'the set with its rulings'
words out
lacks words.txt 555-0163 'what is denied stays covered (R02)'
lacks words.txt 555-0134 'and so in another document (M02)'
has words.txt 555-0177 'what is withdrawn is not covered (R04)'
lacks words.txt Thistlewood 'what is modified is covered in its new box (M01)'
has words.txt Gascoyne 'and nowhere else'
lacks words.txt 'Teodoro Q' 'what is open stays covered (M03)'
cat >asserts <<'EOF'
r = {x['id']: x for x in j['redactions']}
assert (r['R03']['status'], r['R03']['ecf'], r['R03']['order_page'],
    r['R03']['order_date']) == ('modified', '42', '3', '2026-04-09')
assert (r['L04']['status'], r['L04']['ecf']) == ('proposed', '')
assert 'R04' not in r
EOF
claim 'the manifest has status and order' jsons out/private/manifest.json
run verify out --spec src/small.yaml
ends 0 'verify says the same'

run apply src/small.yaml -o lifted --lift-denied
ends 0 'the set without what was denied'
words lifted
has words.txt 555-0163 'it is not covered (R02)'
has words.txt 555-0134 'nor in another document (M02)'
lacks words.txt 'Teodoro Q' 'what is open stays covered'
has lifted/private/manifest.json '"lift_denied": true' 'the manifest says so'
run verify lifted --spec src/small.yaml
ends 0 'verify knows it of the manifest'
for dir in out lifted; do
	refuse "no note is anywhere in $dir" grep -rq Xylograph $dir
done

# The log itself, with a column more.
sed '1s/\r$/,ruling\r/; /^R0[12],/s/\r$/,granted\r/' log.csv >src/rulings.csv
run plan src/small.yaml
ends 0 'the redaction log comes back'
has stdout '  row 4      granted                R02' 'its rows are rulings'
has stdout '21 rows without a ruling, passed over:' \
    'its closing lines are no rows'
end
