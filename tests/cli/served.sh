#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# What was served: recorded once, by name and hash, and never touched again.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
cat >src/s.yaml <<'EOF'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
raster: { dpi: 72 }
logs: { formats: [csv] }
codes:
  PII: { text: Personal identifiers, basis: protective order }
  PRIV: { text: Privileged, basis: attorney-client privilege, privileged: true }
documents: [roster.pdf, mail.pdf]
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
EOF

# serve ARG...: as it is most often given.
serve() {
	run served "$@" --spec src/s.yaml
}

today=$(date +%F)

# state: all that `served` may write, and all that nobody may.
state() {
	find VOL001 -type f -printf '%p %T@ ' -exec sha256sum {} \;
	cat src/s.served 2>/dev/null
}

run served
ends 2 "without a spec it is a mistake"
serve
ends 2 "without a volume, too"
serve VOL001 --date 2024-12-01
has stderr "on whom was it served" "nobody is no party"
serve VOL001 --to plaintiffs
has stderr "on which day was it served" "and no day is no day"
serve VOL001 --to plaintiffs --date 2024-12-01 --copy red
has stderr "--copy takes redacted, proposed, disputed or native, not \"red\"" \
    "a copy that is none is named"
serve VOL001 --to plaintiffs --date 2024-12-01
ends 2 "a volume that is not there is a mistake"
claim "nothing was written" test ! -e src/s.served

run apply src/s.yaml -o VOL001
ends 0 "a volume is made"
state >before
serve VOL001 --to plaintiffs --date 12/1/26
has stderr "--date takes a day such as 2026-12-01, not" "half a date is refused"
serve VOL001 --to plaintiffs --date "$(date -d '+2 days' +%F)"
ends 2 "a day to come is no day of service"
has stderr "is still to come" "which is said"
serve VOL001 --to "$(printf 'a\033[2Jb')" --date 2024-12-01
has stderr "the name of a party in plain text" "and a name that is none"
serve VOL001 --to plaintiffs --date 2024-12-01 --copy proposed
has stderr "VOL001 has no proposed copy" "what is not there was not served"
serve VOL001 --to plaintiffs --date "$today" --copy native
has stderr "VOL001 has no native file" "nor is a native file that is not there"
mv VOL001/private/manifest.json .
serve VOL001 --to plaintiffs --date 2024-12-01
ends 2 "a volume whose run did not end is no volume"
has stderr "go on with apply --resume" "which is said"
mv manifest.json VOL001/private
cp VOL001/logs/bates-index.csv kept
echo x >>VOL001/logs/bates-index.csv
: >VOL001/redacted/more.pdf
serve VOL001 --to plaintiffs --date "$today"
ends 1 "one that was changed is not recorded"
says stderr "and each difference is named" <<'EOF'
incamera: logs/bates-index.csv: error: is not the file that was made: its hash is another
EOF
cp -p kept VOL001/logs/bates-index.csv
serve VOL001 --to plaintiffs --date "$today"
says stderr "so is what somebody put there" <<'EOF'
incamera: redacted/more.pdf: error: is not of this production
EOF
rm VOL001/redacted/more.pdf
mv VOL001/redacted/COE000001.pdf .
serve VOL001 --to plaintiffs --date 2024-12-01
has stderr "redacted/COE000001.pdf: error: is missing" "and took away"
mv COE000001.pdf VOL001/redacted
claim "nothing is recorded yet" test ! -e src/s.served

serve VOL001 --to plaintiffs --date 2024-12-01
ends 0 "it is recorded"
has stderr "--date: warning: 2024-12-01 is more than a year past" \
    "a day long past may be a slip"
has stdout "VOL001 (redacted): served on plaintiffs on 2024-12-01: 5 files," \
    "with its files"
claim "the register is private" \
    test "$(stat -c %a src/s.served)" = 600
cat >check.py <<'EOF'
import hashlib, json, pathlib, sys
lines = pathlib.Path(sys.argv[1]).read_bytes().splitlines()
before = '0' * 64
for line in lines:
    told = json.loads(line)
    assert told['before'] == before, 'the chain is broken'
    before = hashlib.sha256(line).hexdigest()
    for file in told['files']:
        data = (pathlib.Path('VOL001') / file['name']).read_bytes()
        assert len(data) == file['bytes'], file
        assert hashlib.sha256(data).hexdigest() == file['sha256'], file
    names = {f['name'] for f in told['files']}
    served = {str(p.relative_to('VOL001')) for p in
              pathlib.Path('VOL001').rglob('*') if p.is_file()
              and 'private' not in p.parts}
    assert names == served, names ^ served
assert len(lines) == int(sys.argv[2]), len(lines)
EOF
claim "it has every served file by size and hash" \
    python3 -B check.py src/s.served 1
claim "and so has the volume" cmp src/s.served VOL001/private/served.jsonl
serve VOL001 --to plaintiffs --date 12/01/2024
ends 2 "the same again is refused"
has stderr "VOL001 (redacted) was served on plaintiffs on 2024-12-01" \
    "as recorded already"
serve VOL001 --to Plaintiffs --date 2024-12-01
has stderr "VOL001 (redacted) was served on plaintiffs on 2024-12-01" \
    "by whatever letters the party is named"
serve VOL001/ --to "the court" --date 2024-12-02
ends 0 "another party is another line"
claim "which follows from the first" python3 -B check.py src/s.served 2
run served --list --spec src/s.yaml
says stdout "the list has both" <<'EOF'
VOLUME  SERVED ON   DATE        FILES  COPIES
VOL001  plaintiffs  2024-12-01      5  redacted
VOL001  the court   2024-12-02      5  redacted
EOF
run served --list --json --spec src/s.yaml
claim "as JSON, too" python3 -c '
import json; told = json.load(open("stdout"))
assert [s["to"] for s in told["served"]] == ["plaintiffs", "the court"]'

state >before
for option in --resume -q; do
	run apply src/s.yaml -o VOL001 "$option"
	ends 2 "apply $option does not touch it"
	says stderr "and says the way out" <<'EOF'
incamera: error: VOL001 was served on plaintiffs on 2024-12-01: nothing in it is touched; make a replacement with -o VOL002 --replaces VOL001
EOF
done
state >after
claim "no byte and no time has changed" cmp before after
mv VOL001 elsewhere
run apply src/s.yaml -o elsewhere
has stderr "VOL001 was served on plaintiffs" "nor does it where it was moved"
run apply src/s.yaml -o VOL001
has stderr "VOL001 was served on plaintiffs" "and its name is taken for good"
claim "nothing was made" test ! -e VOL001
mv elsewhere VOL001

run verify VOL001
ends 0 "verify is content with what was served"
run verify VOL001 --spec src/s.yaml
ends 0 "and with the register"
cp -a VOL001 kept.d
cp src/s.served kept.s
printf '%s' '{"before":"' >>src/s.served
run served --list --spec src/s.yaml
ends 0 "a line that a kill cut does not hide the others"
has stderr "the last line of the register was cut short" "and is told of"
serve VOL001 --to "the clerk" --date 2024-12-03
ends 0 "the next line follows"
has src/s.served "the clerk" "and stands there"
cp kept.s src/s.served
rm -r VOL001
cp -a kept.d VOL001

rm VOL001/redacted/COE000001.pdf
cp VOL001/redacted/COE000002-COE000004.pdf VOL001/redacted/COE000001.pdf
run verify VOL001
ends 1 "verify finds what was exchanged after it was served"
has stderr "redacted/COE000001.pdf: error: is not what was served on plaintiffs on 2024-12-01" \
    "and on whom"
rm -r VOL001
cp -a kept.d VOL001
sed -i '1s/plaintiffs/defendants/' src/s.served
run served --list --spec src/s.yaml
ends 2 "a register that was changed is no register"
has stderr "s.served: line 2 does not follow from the line before it" \
    "and the line is named"
run verify VOL001 --spec src/s.yaml
ends 1 "verify finds that, too"
cp kept.s src/s.served
rm VOL001/private/served.jsonl
run verify VOL001 --spec src/s.yaml
has stderr "does not say that it was served on plaintiffs" \
    "and that the volume has lost its own record"

# Pages in dispute are shown to the court, with their index.
run apply src/s.yaml -o DISPUTED --disputed-only -q
ends 0 "pages in dispute are made"
run served DISPUTED --spec src/s.yaml --to "the court" --date 2024-12-04
ends 2 "of which there is no redacted copy"
run served DISPUTED --spec src/s.yaml --to "the court" --date 2024-12-04 \
    --copy disputed
has stdout "DISPUTED (disputed): served on the court on 2024-12-04: 3 files," \
    "they are recorded with their index"
run verify DISPUTED
ends 0 "and verify is content with them"

# The record is kept twice. Between the two a kill may come.
rm -r VOL001
cp -a kept.d VOL001
rm src/s.served VOL001/private/served.jsonl
for point in s.served-opened s.served-appended served-between \
    served.jsonl-opened served.jsonl-appended; do
	INCAMERA_FAULT="$point:kill" "$hooks" served VOL001 --spec src/s.yaml \
	    --to plaintiffs --date 2024-12-01 >stdout 2>stderr
	status=$?
	ends 137 "killed at $point"
	if [ -s src/s.served ]; then
		run apply src/s.yaml -o VOL001
		ends 2 "what is recorded by half is not touched"
	fi
	serve VOL001 --to plaintiffs --date 2024-12-01
	case $point in
	served.jsonl-appended) ends 2 "all was there" ;;
	*) ends 0 "the same command goes on" ;;
	esac
	claim "both have the line, once" python3 -B check.py src/s.served 1
	claim "and it is one line" \
	    cmp src/s.served VOL001/private/served.jsonl
	rm src/s.served VOL001/private/served.jsonl
done
end
