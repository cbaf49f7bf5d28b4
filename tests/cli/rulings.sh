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

# unmarked FILE: without its byte order mark and carriage returns.
unmarked() {
	tr -d '\r' <"$1" | LC_ALL=C sed '1s/^...//'
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

# A replacement volume: only what changed, under the same numbers.
fingerprint VOL001 >before
run apply src/small.yaml -o VOL002 --replaces VOL001
ends 0 'a replacement volume'
has VOL002/logs/redaction-log.csv 'This list is of the replaced documents alone' \
    'its lists say of what they are'
has stdout 'replaces     2 of 4 documents of VOL001; the others stand as' \
    'the summary says of how many'
ls VOL002/redacted >stdout
says stdout 'what was not ruled otherwise is not made again' <<'EOF'
COE000001.pdf
COE000003-COE000005.pdf
EOF
for file in VOL002/redacted/*; do
	same "$file" "out/redacted/${file##*/}" "${file##*/} is as in a whole set"
done
unmarked VOL002/logs/replacement-list.csv >stdout
says stdout 'the list that covers it names ids, rulings and orders' <<'EOF'
BEGBATES,ENDBATES,PGCOUNT,REPLACES,CHANGED
COE000001,COE000001,1,VOL001,"R03 modified, ECF 42 at 3 (2026-04-09); R04 withdrawn"
COE000003,COE000005,3,VOL001,"M01 modified, ECF 43 at 1 (2026-05-01); M04 withdrawn; M05 modified, ECF 43 at 2"
"REPLACEMENT VOLUME: 2 of 4 documents of the production; the others stand as in VOL001."
Verified: what you listed is gone from these files. Not verified: that you listed everything.
EOF
unmarked VOL002/logs/overlay.dat | sed 's/þ//g' | tr '\024' '|' >stdout
says stdout 'the overlay has a row a document' <<'EOF'
BEGBATES|ENDBATES|PGCOUNT|REDACTED|REDACTION_REASON|PDFPATH
COE000001|COE000001|1|Y|PII; IA|redacted\COE000001.pdf
COE000003|COE000005|3|Y|PII; PRIV|redacted\COE000003-COE000005.pdf
EOF
lacks VOL002/logs/bates-index.csv PARTIAL 'it is no part of a set'
claim 'the hashes hold' sh -c 'cd VOL002 && sha256sum -c --quiet SHA256SUMS'
run verify VOL002
ends 0 'verify says yes'
run verify VOL002 --spec src/small.yaml
ends 0 'and with the spec'
echo x >>VOL002/logs/overlay.dat
run verify VOL002
ends 1 'not where the overlay was touched'
rm VOL002/SHA256SUMS VOL002/redacted/COE000001.pdf
cp -r VOL002/redacted cut
run apply src/small.yaml -o VOL002 --replaces VOL001 --resume
ends 0 '--resume goes on'
has stdout '1 of these kept' 'and keeps what is there'
same VOL002/redacted/COE000001.pdf out/redacted/COE000001.pdf \
    'and makes the rest alike'
sed 's/^raster/service: confidentiality\nraster/' src/small.yaml >src/served.yaml
run apply src/served.yaml -o VOL006 --replaces VOL001
run package VOL006 --profile plain --to opposing-party -o package \
    --spec src/served.yaml
ends 0 'a package of it'
refuse 'the overlay, whose paths are not the package'"'"'s, stays behind' \
    test -e package/opposing-party/LOGS/overlay.dat
claim 'its letter says that it replaces' sh -c \
    "tr '\n' ' ' <package/opposing-party/TRANSMITTAL.txt |
    grep -q 'REPLACEMENT VOLUME: 2 of 4 documents of the production;'"

run apply src/small.yaml --lift-denied -o VOL003 --replaces VOL002
ends 2 'a volume that replaces a part needs the one below'
says stderr 'it says which' <<'EOF'
incamera: error: VOL002 replaces documents of VOL001: give --replaces VOL001 before it
EOF
run apply src/small.yaml --lift-denied -o VOL003 --replaces VOL001 \
    --replaces VOL002
ends 0 'what was denied, in a third volume'
has VOL003/logs/replacement-list.csv \
    'COE000002,COE000002,1,VOL001,"L02 denied and uncovered, ECF 42-1"' \
    'of the first volume'
has VOL003/logs/replacement-list.csv 'COE000001,COE000001,1,VOL002,' \
    'and of the second'
run apply src/small.yaml --lift-denied -o VOL004 --replaces VOL001 \
    --replaces VOL002 --replaces VOL003
ends 0 'again'
has stdout 'unchanged    4 documents as in VOL001, VOL002 and VOL003: there is' \
    'there is nothing to replace'
refuse 'and nothing is written' test -e VOL004

run apply src/small.yaml -o VOL001 --replaces VOL001
ends 2 'a volume is not written to'
run apply src/small.yaml -o VOL001/more --replaces VOL001
ends 2 'nor into'
says stderr 'and why' <<'EOF'
incamera: error: VOL001 would be written to: a replacement volume has a directory of its own
EOF
fingerprint VOL001 | diff before - >claim.log
verdict $? 'of the first volume no byte, name or mode has changed'

# A document that is withheld by now stands under its numbers as a sheet.
sed 's/file: letter.pdf,/file: letter.pdf, withhold: true, code: PRIV,/
    s/Affidavits }/Affidavits, privilege: AC, description: a letter }/
    s/^raster/copies: [redacted, proposed]\nraster/
    /COE00000[67]/d; /rulings_csv/d' src/small.yaml >src/withheld.yaml
run apply src/withheld.yaml -o VOL005 --replaces VOL001
ends 0 'a slip sheet in place of a document'
has stdout 'sheets for   1 withheld' 'one'
has VOL005/logs/replacement-list.csv \
    'COE000006,COE000007,2,VOL001,"withheld; was produced"' \
    'the list says so'
lacks stdout unredacted 'no unredacted copy is spoken of'
sed 's/ withhold: true, code: PRIV,//' src/withheld.yaml >src/produced.yaml
run apply src/produced.yaml -o VOL007 --replaces VOL001 --replaces VOL005
ends 0 'it is produced after all'
has VOL007/logs/replacement-list.csv \
    'COE000006,COE000007,2,VOL005,"produced; was withheld"' 'the list says so'
refuse 'and no privilege log is there that would be empty' \
    test -e VOL007/logs/privilege-log.csv
run verify VOL005
ends 0 'verify says yes'

# What is no volume to replace.
cp -r VOL001 torn
rm torn/SHA256SUMS
run apply src/small.yaml -o new --replaces torn
ends 2 'a volume whose run did not end'
cp -r VOL001 changed
echo x >>changed/redacted/COE000006-COE000007.pdf
run apply src/small.yaml -o new --replaces changed
ends 2 'a volume with another file'
says stderr 'which one' <<'EOF'
incamera: error: changed/redacted/COE000006-COE000007.pdf is not the file that was proved: see what `verify changed` says
EOF
sed 's/letter.pdf, cat/letter.pdf, bates: COE000009, cat/; /COE00000[67]/d
    /rulings_csv/d' src/small.yaml >src/moved.yaml
run apply src/moved.yaml -o new --replaces VOL001
ends 2 'a document with other numbers'
says stderr 'which one' <<'EOF'
incamera: error: VOL001 holds COE000006-COE000007, and this spec has no document with just these pages: a replacement has the same numbers
incamera: src/moved.yaml:13:5: error: letter.pdf (COE000009-COE000010) is in no volume that is replaced: produce it in a volume of its own, and leave it out of this one by --bates
      - { file: letter.pdf, bates: COE000009, category: *** }
        ^
EOF
sed 's/id: R04/id: Wexcombe-phone/; s/\(id: R01.*rect: .\)560, 120, 645, 133/\1100, 144, 205, 157/
    /rulings_csv/d' src/small.yaml >src/tells.yaml
sed -i '/Wexcombe/s/code: PII/status: withdrawn, code: PII/' src/tells.yaml
run apply src/tells.yaml -o new --replaces VOL001
ends 2 'an id that the list would say, though it is not burned'
has stderr 'error: the id repeats a word that stands under a box of roster.pdf' \
    'which repeats what is covered'
refuse 'nothing was written' test -e new

# The log itself, with a column more.
sed '1s/\r$/,ruling\r/; /^R0[12],/s/\r$/,granted\r/' log.csv >src/rulings.csv
run plan src/small.yaml
ends 0 'the redaction log comes back'
has stdout '  row 4      granted                R02' 'its rows are rulings'
has stdout '21 rows without a ruling, passed over:' \
    'its closing lines are no rows'

# And two other lists, which name pages and redactions in their own way.
sed 's/^raster/logs: { kinds: [exhibit, sealing], formats: [csv] }\nraster/
    /rulings_csv/d' src/small.yaml >src/lists.yaml
run apply src/lists.yaml -o lists
ends 0 'lists for the other side'
echo 'rulings_csv: rulings.csv' >>src/lists.yaml
sed '1s/\r$/,ruling\r/; /,M06,/s/\r$/,agreed\r/' \
    lists/logs/joint-statement-exhibit.csv >src/rulings.csv
run plan src/lists.yaml
ends 0 'the exhibit comes back'
has stdout 'agreed                 M06' 'and rules on all pages of a redaction'
sed '/,M06,/s/,\r$/,granted\r/' lists/logs/sealing-chart.csv >src/rulings.csv
run plan src/lists.yaml
ends 0 'the sealing chart comes back'
has stdout 'granted                M06' 'with its own column of rulings'
end
