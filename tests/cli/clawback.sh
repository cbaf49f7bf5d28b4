#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# What was produced and is claimed back: who has it, what the notice says, and
# that nothing of it is produced again.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
printf 'file,description\nmail.pdf,Thread on the audit\n' >src/documents.csv
printf 'native' >src/clip.mp4
cat >src/s.yaml <<'EOF'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
raster: { dpi: 72 }
copies: [redacted, proposed]
logs: { formats: [csv] }
service: privilege
codes:
  PII: { text: Personal identifiers, basis: protective order }
  PRIV: { text: Privileged, basis: attorney-client privilege, privileged: true }
documents_csv: documents.csv
documents:
  - roster.pdf
  - mail.pdf
  - { placeholder: Produced in native format, native: clip.mp4, bates: COE000500 }
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
  - { id: B, bates: COE000003, rect: [72, 208, 120, 221], code: PII }
EOF

# claw ARG...: as it is most often given.
claw() {
	run clawback src/s.yaml "$@"
}
basis='opinion work'

claw --basis "$basis"
has stderr "which documents?" "without numbers it is a mistake"
claw --bates COE000003
has stderr "on what ground?" "and without a ground"
claw --bates COE000003 --undo
has stderr "why is the claim lifted?" "so is an end without a reason"
claw --bates COE000003 --basis "$basis"
ends 2 "what was not produced cannot be claimed back"
has stderr "nothing of this spec was produced" "which is said"

run apply src/s.yaml -o VOL001 -q
ends 0 "a volume is made"
run served VOL001 --spec src/s.yaml --to plaintiffs --date 2024-12-01
run served VOL001 --spec src/s.yaml --to "the court" --copy proposed \
    --date 2024-12-02
ends 0 "and served, both copies of it"
run served VOL001 --spec src/s.yaml --to "the court" --copy native \
    --date 2024-12-02
ends 0 "and its native file"
run served --list --spec src/s.yaml
has stdout "2024-12-02      1  native" "which is in the register"
run verify VOL001
ends 0 "and not asked of the volume"
cp -a VOL001 kept
run package VOL001 --profile plain --spec src/s.yaml -o pack -q
ends 0 "and put together in a package"
for given in pack pack/opposing-party; do
	run served "$given" --spec src/s.yaml --to plaintiffs --date 2024-12-01
	ends 2 "$given is no volume"
	has stderr "$given is a package: give the directory that it was made of" \
	    "which is said"
	run verify "$given"
	has stderr "$given is a package: give the directory that it was made of" \
	    "to verify too"
done
claw --bates COE000003,COE000009 --basis "$basis"
ends 2 "a number that nothing bears is a mistake"
has stderr "no document that was produced bears COE000009" "and is named"
claw --bates COE000003 --basis "$basis" --code PII
has stderr "no code \"PII\" with privileged: true" \
    "a code that is not privileged is refused"
claw --bates COE000003 --basis "$(printf 'a\nb')"
has stderr "one line of plain text" "and a ground of two lines"
claw --bates COE000003 --basis "$basis" --notice no/such/notice.txt
ends 2 "and a notice that cannot be written"
claim "nothing is recorded yet" test ! -e src/s.clawback

claw --bates COE000003 --basis "$basis" --date 2024-12-03 --notice notice.txt \
    --look VOL001 --look pack
ends 0 "a document is claimed back"
has stdout "pack/court-in-camera, not recorded as served" \
    "a package holds it, too"
has stdout "VOL001/UNREDACTED/COE000002-COE000004_UNREDACTED-PROPOSED.pdf" \
    "in each copy"
has stdout "VOL001/TEXT/COE000002-COE000004.txt" "and as text"
has stdout "COE000002-COE000004 (mail.pdf): withheld from now on" "as a whole"
has stdout "all of its numbers go along" "which is said"
refuse "nothing is wrong with the day" grep -q "is before the day" stderr
for file in redacted/COE000002-COE000004.pdf \
    unredacted/COE000002-COE000004_UNREDACTED-PROPOSED.pdf; do
	has stdout "    $file" "$file holds it"
	sum=$(sha256sum "VOL001/$file" | cut -d ' ' -f 1)
	has stdout "$sum" "and has this hash"
done
claim "the other document is not in the list" \
    sh -c '! grep -q redacted/COE000001 stdout'
has notice.txt "VOL001, served on plaintiffs on 2024-12-01" \
    "the notice says who has it"
has notice.txt "VOL001, served on the court on 2024-12-02" "both of them"
has notice.txt "$basis" "on what ground it is claimed"
has notice.txt "must promptly return, sequester, or destroy" "and what to do"
refuse "it has no folder of ours" grep -q redacted/ notice.txt
has notice.txt "Bar number:" "and is to be signed"
claim "it has no hash of an unredacted copy" sh -c "! grep -q $sum notice.txt"
cp notice.txt kept.txt
claw --bates COE000003 --basis "$basis" --notice notice.txt
ends 2 "a notice is not written over"
has stderr "name with --notice a file that does not exist yet" "which is said"
claim "not a byte of it" cmp notice.txt kept.txt
claw --bates COE000002-4 --basis "$basis" --date 2024-12-03 --notice again.txt
has stdout "withheld already; nothing was added" "a claim is made once"
claim "but its notice may be had again" cmp again.txt kept.txt
claim "the ledger has one line" test "$(wc -l <src/s.clawback)" = 1
claim "and is private" test "$(stat -c %a src/s.clawback)" = 600

run plan src/s.yaml
has stderr "mail.pdf (COE000002-COE000004) is withheld: it was claimed back on 2024-12-03" \
    "plan says what is withheld"
run apply src/s.yaml -o VOL001
has stderr "VOL001 was served" "the volume that was served is not touched"
claim "not a byte of it" diff -r VOL001 kept
run verify VOL001 --spec src/s.yaml
ends 0 "and is no fault of its own"
has stderr "VOL001: warning: was served on plaintiffs on 2024-12-01 under an earlier spec, and nothing of it was proved against this one" \
    "but the spec is not the one that it was made of"
claim "no error is told" sh -c '! grep error: stderr'
has stdout "they need the spec as it was when it was served" \
    "the summary says what was not run"
cp VOL001/redacted/COE000001.pdf VOL001/redacted/COE000002-COE000004.pdf
run verify VOL001 --spec src/s.yaml
ends 1 "what was exchanged since is found"
has stderr "redacted/COE000002-COE000004.pdf: error: is not what was served on plaintiffs on 2024-12-01" \
    "as ever"
rm -r VOL001
cp -a kept VOL001
run package VOL001 --profile plain --spec src/s.yaml -o package
ends 2 "nor is it packaged any more"
has stderr "COE000002-COE000004 was claimed back on 2024-12-03" "which is said"
claim "nothing was made" test ! -e package
run package VOL001 --profile plain -o package
ends 2 "nor without the spec, where the record lies"
has stderr "give the spec of this production by --spec" "which is said"
claim "nothing was made then" test ! -e package
run apply src/s.yaml -o VOL002 --replaces VOL001 -q
ends 0 "a replacement is made"
claim "with one document, under its name" sh -c '
	test "$(ls VOL002/redacted)" = COE000002-COE000004.pdf &&
	test -z "$(ls VOL002/unredacted 2>/dev/null)"'
pdftotext VOL002/redacted/COE000002-COE000004.pdf words
has words "DOCUMENT WITHHELD" "it is withheld"
has words "$basis" "on the ground of the claim"
for n in 2 3 4; do
	has words "COE00000$n" "on number $n"
done
pdftotext src/mail.pdf mail
tr -cs '[:alpha:]' '\n' <mail | awk 'length > 6' | sort -u >theirs
tr -cs '[:alpha:]' '\n' <words | sort -u >ours
claim "and no long word of it is left" \
    sh -c 'test -s theirs && ! comm -12 theirs ours | grep -v withheld | grep .'
has VOL002/logs/privilege-log.csv "$basis" "the privilege log says why"
has VOL002/logs/privilege-log.csv "Thread on the audit" \
    "and describes it as the list of documents does"
run verify VOL002
ends 0 "the replacement is proved"

claw --bates COE000500 --basis "$basis" --date "$(date -d '+2 days' +%F)"
ends 2 "a claim cannot be of a day to come"
has stderr "is still to come" "which is said"
claw --bates COE000500 --basis "$basis" --date 2024-11-30
has stderr "--date: warning: 2024-11-30 is before the day on which VOL001 was served on plaintiffs, 2024-12-01" \
    "a claim before the service may be a slip"
has stdout "    natives/COE000500.mp4" "it is known who has a native file"
has stdout "$(sha256sum src/clip.mp4 | cut -d ' ' -f 1)" "by its hash"
ends 0 "a native file is claimed back"
run apply src/s.yaml -o VOL003 --replaces VOL001 --replaces VOL002 -q
ends 0 "a replacement withholds it"
claim "a sheet stands on its number" sh -c '
	test "$(ls VOL003/redacted)" = COE000500.pdf &&
	pdftotext VOL003/redacted/COE000500.pdf - | grep "DOCUMENT WITHHELD"'
claim "and it is named nowhere" sh -c \
    '! grep -rl -e mp4 -e "$(sha256sum src/clip.mp4 | cut -d " " -f 1)" \
	VOL003/redacted VOL003/logs'
has VOL003/logs/privilege-log.csv "Claimed back after production" \
    "the privilege log describes what nobody described"
run verify VOL003 --spec src/s.yaml
ends 0 "and all is proved against the spec"
claw --bates COE000500 --basis "ECF 119" --undo

sed 's/mail\.pdf/renamed.pdf/' src/s.yaml >src/other.yaml
cp src/mail.pdf src/renamed.pdf
sed -i 's/mail/renamed/' src/documents.csv
cp src/s.clawback src/other.clawback
run plan src/other.yaml
ends 2 "a file under another name does not slip through"
has stderr "renamed.pdf bears numbers that were claimed back" "and is named"
sed -i 's/opinion work/OPINION WORK/' src/other.clawback
printf '{"before":"%064d"}\n' 0 >>src/other.clawback
run plan src/other.yaml
ends 2 "claims that were changed are no claims, and nothing is made"
has stderr "other.clawback: line 2 does not follow" "the line is named"

sed -i 's/renamed/mail/' src/documents.csv
claw --bates COE000003 --basis "ECF 120" --undo
ends 0 "a claim that was ruled against is lifted"
has stdout "the claim is lifted" "which is said"
claim "by a second line" test "$(wc -l <src/s.clawback)" = 4
claw --bates COE000003 --basis "ECF 120" --undo
has stderr "no claim stands on COE000003" "once"
run plan src/s.yaml
refuse "nothing is withheld any more" grep -q withheld stdout stderr
run verify VOL001 --spec src/s.yaml
ends 0 "and what was served is proved against the spec again"
claim "with all proofs" sh -c '! grep "NOT RUN" stdout'
cp src/s.yaml kept.yaml
sed -i '1i legend: { text: CONFIDENTIAL }' src/s.yaml
run verify VOL001 --spec src/s.yaml
ends 0 "until something else is changed in it"
has stderr "under an earlier spec" "which is said"
sed 's/basis: protective order/basis: ECF 31/' kept.yaml >src/s.yaml
run verify VOL001 --spec src/s.yaml
ends 0 "be it what a list says"
has stderr "under an earlier spec" "of a redaction"
cp -a VOL001 MOVED
run verify MOVED --spec src/s.yaml
ends 0 "and the volume be moved"
cp -a src x
cp -a VOL001 FORGED
rm FORGED/private/served.jsonl
run served FORGED --spec x/s.yaml --to nobody --date 2024-12-01
ends 0 "a record is made beside another spec"
mv FORGED OTHER
run verify OTHER --spec src/s.yaml
ends 1 "what a volume alone says of its serving excuses nothing"
rm -r MOVED OTHER x
cp kept.yaml src/s.yaml

for point in s.clawback-opened s.clawback-appended; do
	INCAMERA_FAULT="$point:kill" "$hooks" clawback src/s.yaml \
	    --bates COE000001 --basis "$basis" --notice killed.txt \
	    >stdout 2>stderr
	status=$?
	ends 137 "killed at $point"
	claim "there is no notice of it" test ! -e killed.txt
	claw --bates COE000001 --basis "$basis" --notice killed.txt
	ends 0 "the same command goes on"
	claim "with a notice" test -s killed.txt
	claw --bates COE000001 --basis "over" --undo
	rm killed.txt
done
claim "the claims are one after the other" \
    test "$(wc -l <src/s.clawback)" = 8
end
