#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The ten tasks of the README: what has to be typed is typed, as it stands
# there, over a volume as it was produced.
. "$(dirname "$0")/lib.sh"
begin "$@"
command -v gs >/dev/null 2>&1 || skip_all "there is no Ghostscript"
python3 -B "$root/tests/cli/tasks.py" "$root" . || exit 1
mkdir bin
ln -s "$incamera" bin/incamera
PATH=$work/bin:$PATH
"$incamera" plan --ocr /dev/null 2>&1 | grep -q "without Tesseract" &&
    sed -i 's/ --ocr//' typed

# typed N STATUS CLAIM: the N-th command of the README.
typed() {
	line=$(sed -n "$1p" typed)
	status=0
	sh -c "$line" >stdout 2>stderr </dev/null || status=$?
	ends "$2" "$3: $line"
}

typed 1 0 "a first spec is written"
sed -i 's|{ load: "VOL001/DATA/COE.dat",|{ load: VOL001/DATA/COE.dat,\
      images: VOL001/DATA/COE.opt,|
    s/^codes:/&\
  IA: { text: Internal-affairs record, basis: official information }\
  AC: { text: Attorney-client privilege, basis: FRE 502, privileged: true }/
    s/^# service:/service:/; s/CONFIRM: //' production.yaml
typed 2 0 "all numbers are right"
typed 3 1 "marks are shown while it is not said what becomes of them"
typed 4 0 "they are taken"
{
	sed -n '/cite:/p; /keep:/p' rows | sed '1i redactions:'
	sed 's|^documents:|&\n  - depo.pdf|' production.yaml
} >both
mv both production.yaml
typed 5 0 "what is in dispute is made"
typed 6 0 "boxes go to a viewer"
typed 7 0 "and come back"
grep 'late.pdf' rows >late
sed -i '/^documents:/r late' production.yaml
typed 8 0 "what was made is proved, with a late document in the spec"
typed 9 0 "folders are made for court and other side"
typed 10 0 "and what was served is recorded"
id=$(sed -n 2p VOL001-redacted/logs/redaction-log.csv | cut -d, -f1)
printf 'id,ruling,ecf,date\n%s,denied,45,2026-12-20\n' "$id" >rulings.csv
sed -i 's/^redactions_csv/rulings_csv: rulings.csv\n&/' production.yaml
typed 11 0 "what was ruled on is made again"
[ "$(ls VOL002/redacted | wc -l)" = 1 ]
verdict $? "and nothing else"
typed 12 0 "a document is claimed back"
[ "$(wc -l <typed)" = 12 ]
verdict $? "no command of the README was left out"
end
