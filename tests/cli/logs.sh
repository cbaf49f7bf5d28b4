#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# logs/: each list in each of its forms, judged by readers that are not ours.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
cat >src/tiny.yaml <<'EOT'
matter: Roe v. County of Example & Co., No. 2:26-cv-00001 (E.D. Cal.)
logs:
  kinds: [redaction, index, privilege, sealing, exhibit]
  court: United States District Court, Eastern District of California
bates: { prefix: COE, digits: 6, start: 1 }
prefixes: [COE]
raster: { dpi: 72 }
codes:
  PII: { text: Personal identifiers, basis: protective order }
  AC: { text: <b>Advice</b>, basis: "=privilege", privileged: true }
documents:
  - roster.pdf
  - { file: ledger.pdf, dispute: open, designation: CONFIDENTIAL }
  - { file: mail.pdf, privilege: Attorney-client, author: "שלום", recipients: "個人; +1",
      date: 2018-03-05, title: "\"Thread\" & <script>", parent: COE000001 }
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII, description: "=initials" }
  - { id: C, bates: COE000003, rect: [128, 80, 345, 95], code: AC, description: "@advice on production" }
  - { id: D, bates: COE000004-5, rect: whole, code: [AC, PII], description: "-advice", status: agreed }
EOT
run apply src/tiny.yaml -o out -j1
ends 0 "a production with every list is made"
printf '%s\n' bates-index joint-statement-exhibit privilege-log \
    redaction-log sealing-chart | while read -r name; do
	printf '%s\n' "$name.csv" "$name.html" "$name.xlsx"
done >names
ls out/logs >listed
same names listed "each list is there in each form, and nothing else"
claim "each says the same in all its forms, as text" \
    python3 -B "$root/tests/cli/tables.py" out
sed 's/^/# /' claim.log
claim "SHA256SUMS is over all of them" \
    sh -c 'cd out && sha256sum -c --quiet --strict SHA256SUMS &&
    [ "$(grep -c logs/ SHA256SUMS)" = 15 ]'
has out/logs/privilege-log.csv "1,COE000003,COE000005,2018-03-05,,\
\"\"\"Thread\"\" & <script>\",שלום,\"個人; +1\",Attorney-client,\
<b>Advice</b> (=privilege),\"'@advice on production; -advice\",Redacted,\
COE000003-COE000005,attached to COE000001" \
    "one claim of a document is one row of the privilege log"
has out/logs/joint-statement-exhibit.csv "CONFIDENTIAL,,none: the designation" \
    "a document in dispute without a redaction is an item of the exhibit"
lacks out/logs/sealing-chart.csv "Thread" \
    "a privileged document's title is in no sealing chart"
lacks out/logs/joint-statement-exhibit.csv "agreed" \
    "what is agreed is not in it"
has out/logs/redaction-log.html "Roe v. County of Example &amp; Co., No." \
    "court and matter stand over a page"

# What a court fills in comes back as it is.
sed 's/,\r$/,granted\r/' out/logs/sealing-chart.csv >src/ruled.csv
sed '$arulings_csv: ruled.csv' src/tiny.yaml >src/ruled.yaml
run plan src/ruled.yaml
ends 0 "a sealing chart whose rulings are filled in is a rulings_csv"
claim "whose rows meet what they name" sh -c \
    'grep "granted  *[ACD]$" stdout | wc -l | grep -qx 3'
sed 's/,\r$/,"denied, ECF 61 at 2"\r/' out/logs/sealing-chart.csv >src/ruled.csv
run apply src/ruled.yaml -o ruled -j1
ends 0 "and so it is with the orders behind the words"
run log ruled --kind sealing
claim "which the next chart has" sh -c \
    'grep -c ",\"denied, ECF 61 at 2\"" stdout | grep -qx 3'
has ruled/logs/redaction-log.csv \
    '"denied; covered pending further order",ECF 61 at 2' \
    "what is denied and still covered says so"
rm -f src/ruled.lock

# The same bytes, wherever and whenever.
mkdir -p far
cp -R src far/src
rm far/src/tiny.lock far/src/bates.registry
(cd far && TZ=Asia/Tokyo LC_ALL=C TMPDIR=/nowhere "$incamera" apply -q -j2 \
    src/tiny.yaml -o out) >claim.log 2>&1
same out/logs far/out/logs "another place and time zone make the same bytes"
run verify out
ends 0 "verify derives them again"
run verify out --spec src/tiny.yaml
ends 0 "and so it does from the spec"

# What was changed is found, in forms that have no rows too.
broken() {
	claimed=$1 file=$2
	shift 2
	rm -rf bad
	cp -a out bad
	(cd bad && "$@")
	for spec in "" "--spec src/tiny.yaml"; do
		# shellcheck disable=SC2086 # words
		run verify bad $spec
		ends 1 "$claimed is found ${spec:+from the spec}"
		has stderr "logs/$file" "and named"
	done
}
broken "a word of a page that was changed" redaction-log.html \
    sed -i 's/initials/names/' logs/redaction-log.html
broken "a byte of a spreadsheet" sealing-chart.xlsx \
    sh -c 'printf x >>logs/sealing-chart.xlsx'
broken "a page that is gone" bates-index.html rm logs/bates-index.html
broken "a list that nobody asked for" private.csv \
    sh -c 'echo x >logs/private.csv'

# Another libxlsxwriter makes other bytes: then the hash must be right.
rm -rf bad
cp -a out bad
old=$(sha256sum <bad/logs/sealing-chart.xlsx | cut -d' ' -f1)
printf x >>bad/logs/sealing-chart.xlsx
new=$(sha256sum <bad/logs/sealing-chart.xlsx | cut -d' ' -f1)
sed -i "s/$old/$new/" bad/private/manifest.json bad/SHA256SUMS
run verify bad
ends 1 "a spreadsheet that was changed with its hashes is found"
sed -i 's/libxlsxwriter [0-9.]*/libxlsxwriter 0.0.1/' bad/private/manifest.json
run verify bad
ends 0 "one of another library must be the file that was written"
printf x >>bad/logs/sealing-chart.xlsx
run verify bad
ends 1 "and is found if it is not"

# What a later run does not ask for goes.
sed -i 's/^  kinds: .*/  kinds: redaction\n  formats: [csv]/' src/tiny.yaml
run apply src/tiny.yaml -o out --resume
ends 0 "fewer lists are asked for"
ls out/logs >listed
echo redaction-log.csv >wanted
same wanted listed "and the others are gone"
run verify out
ends 0 "verify knows which there are to be"

# The lists that are usual, and what they lack.
sed -i '/^logs:/,/court:/d' src/tiny.yaml
run apply src/tiny.yaml -o out --resume
ls out/logs | sed 's/\..*//' | sort -u >listed
printf '%s\n' bates-index privilege-log redaction-log >wanted
same wanted listed "a privilege log is usual where privilege is claimed"
sed -e 's/ privilege: Attorney-client,//' -e 's/, description: "-advice"//' \
    src/tiny.yaml >src/lacks.yaml
run apply src/lacks.yaml -o new
ends 2 "a privilege log whose rows would lack something is refused"
has stderr "COE000003, redaction C, has no \"privilege\" for the privilege \
log: give it one, or its document" "by number, id and key"
has stderr "COE000004, redaction D, has no \"description\"" "each of them"
claim "nothing was written" sh -c '[ ! -e new ] && [ ! -e src/lacks.lock ]'
sed -i '1i logs: { kinds: [redaction, index] }' src/lacks.yaml
run plan src/lacks.yaml
ends 0 "where there is to be none, nothing is lacking"

# A box covers a word of the matter.
sed -i -e 's/^matter: .*/matter: Roe v. Ferncastle/' src/tiny.yaml
python3 -B "$root/tests/cli/badinput/pdf.py" "" \
    '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>' \
    "BT /F 12 Tf 72 690 Td (Reginald Ferncastle) Tj ET" >src/roster.pdf
rm src/tiny.lock src/bates.registry
sed -i '1i service: confidentiality' src/tiny.yaml
sed -i 's/\[560, 118, 640, 250\]/[70, 85, 300, 105]/' src/tiny.yaml
run apply src/tiny.yaml -o covered
ends 0 "a box may cover a word of the matter"
has stderr "\"matter\" repeats a word that stands under a box of roster.pdf" \
    "but it is said"
for book in covered/logs/*.xlsx; do
	python3 -m zipfile -e "$book" "unzipped/${book##*/}"
done
claim "and no list holds it" sh -c '[ -e unzipped/bates-index.xlsx/xl ] &&
    ! grep -rq Ferncastle covered/logs unzipped'
run verify covered --spec src/tiny.yaml
ends 0 "verify --spec leaves it out as well"
run package covered --profile plain -o folders --spec src/tiny.yaml
ends 0 "it is packaged"
refuse "without that word" grep -rq Ferncastle folders
has folders/opposing-party/TRANSMITTAL.txt "Re: ____" "which is to be filled in"

# Words of the key.
sed -i '1i logs: { kinds: [redactions], formats: pdf }' src/tiny.yaml
run plan src/tiny.yaml
ends 2 "unknown words are refused"
has stderr "\"kinds\" must be of redaction, index, privilege, sealing and \
exhibit: did you mean \"redaction\"?" "with those that there are"
has stderr "\"formats\" must be of csv, html and xlsx" "for formats too"
# The reference list, which alone holds what is covered.
tiny
rm src/bates.registry
sed -e 's/basis: protective order/&, personal: true/' \
    -e 's/dpi: 100/dpi: 72/' -e '1i reference_list: true' \
    -e '/id: A,/s/ }/, description: an account, reference: "000-12-3456" }/' \
    -e '/id: D,/s/ }/, reference: "=x" }/' \
    -e 's/COE000004,/COE000004-5,/' src/tiny.yaml >src/list.yaml
run apply src/list.yaml -o sealed
ends 0 "a reference list is made"
has stderr "COE000002, redaction B, has no \"reference\": the reference list \
leaves it out" "what has no reference is said"
printf '\357\273\277' >wanted
printf '%s\r\n' 'identifier,bates,stands for,value' \
    'A,COE000001,an account,000-12-3456' \
    "D,COE000004-COE000005,Personal identifiers,'=x" >>wanted
list=sealed/unredacted/REFERENCE-LIST_UNREDACTED
same wanted $list.csv "id, pages, what it stands for, and the value"
has $list.html "TO BE FILED UNDER SEAL" "the page says what it is"
stat -c %a $list.csv $list.html sealed/unredacted >modes
printf '%s\n' 600 600 700 >wanted
same wanted modes "both are their owner's alone"
grep -rlF 000-12-3456 sealed >holding
printf '%s\n' $list.csv $list.html | sort >wanted
sort -o holding holding
same wanted holding "no other file of the output holds a value"
lacks sealed/SHA256SUMS REFERENCE "nor do the sums know of it"
run verify sealed
ends 0 "verify does not know what is in it"
has stderr "$(basename $list).csv: warning: was not checked: that needs --spec" \
    "and says so"
run verify sealed --spec src/list.yaml
ends 0 "with the spec it does"
lacks stderr "not checked" "and has nothing to say"
sed -i s/000-12/000-13/ $list.html
run verify sealed --spec src/list.yaml
ends 1 "a value that was changed is found"
has stderr "$(basename $list).html: error: does not say what the plan says" \
    "and the list is named"
run apply src/list.yaml -o sealed -q --resume
run verify sealed --spec src/list.yaml -q
ends 0 "--resume writes it anew"
sed -i '/^reference_list/d' src/list.yaml
run apply src/list.yaml -o sealed -q --resume
ends 0 "and takes it away where it is not asked for"
claim "unredacted/ with it" test ! -e sealed/unredacted
run verify sealed
ends 0 "verify is content without"
sed -i 's/, personal: true//' src/list.yaml
run apply src/list.yaml -o other
ends 2 "a reference under another code is refused"
has stderr "COE000001, redaction A, has a \"reference\", and none of its codes \
is for personal identifiers" "by number and id"
lacks stderr "000-12" "not by its value"

# One list more, of what is there.
run log out --kind redaction
ends 0 "a list is printed"
same out/logs/redaction-log.csv stdout "as it stands in logs/"
mkdir more
run log out --kind redaction --format html -o more/log.html
ends 0 "or is written to a file"
same out/logs/redaction-log.html more/log.html "in another form"
run log out --kind redaction --format html -o more/log.html
ends 2 "but not over one"
says stderr "which is said" <<'EOT'
incamera: error: more/log.html is there already, and nothing is written over: give -o another name, or move it away
EOT
run log out --kind sealing --format xlsx -o more/chart.xlsx
ends 0 "a list that the spec did not ask for is made too"
claim "as a spreadsheet" python3 -m zipfile -t more/chart.xlsx
claim "and nothing else is left there" \
    sh -c '[ "$(ls -A more | tr "\n" " ")" = "chart.xlsx log.html " ]'
run log out
ends 2 "no kind is a mistake"
run log out --kind sealed
has stderr "--kind takes redaction, index, privilege, sealing or exhibit, not \
\"sealed\"" "and so is another"
run log src --kind index
ends 2 "what is no output directory has no list"
sed -i '/"privilege": "Attorney-client"/d' out/private/manifest.json
run log out --kind privilege
ends 2 "a privilege log whose rows would lack something is refused"
has stderr "COE000003 has no \"privilege\" for the privilege log" "by number"
end
