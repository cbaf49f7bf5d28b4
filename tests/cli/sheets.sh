#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets incamera, root, samples and status
# Slip sheets: of a document that is withheld, of a native file, of what cannot
# be read. What they say is judged by poppler and qpdf; of a document that is
# withheld no word and no hash is in what is served.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
qpdf --encrypt secret owner 256 -- src/letter.pdf src/locked.pdf
head -c 3000 src/mail.pdf >src/cut.pdf
mkdir src/media
head -c 1234567 /dev/zero | tr '\0' 'm' >src/media/bwc1.mp4
cat >src/sheets.yaml <<'EOF_SPEC'
bates: { prefix: COE, digits: 6 }
legend: { text: CONFIDENTIAL }
raster: { dpi: 72 }
codes:
  PRIV: { text: Attorney-client communication, basis: "Fed. R. Evid. 502" }
  WP: { basis: "Fed. R. Civ. P. 26(b)(3)" }
documents:
  - roster.pdf
  - { file: letter.pdf, withhold: true, code: [PRIV, WP],
      privilege: Attorney-client, description: Letter of advice }
  - { file: mail.pdf, withhold: true, code: WP, sheets: page,
      privilege: Work product, description: Notes }
  - { placeholder: Produced in native format, native: media/bwc1.mp4,
      bates: COE000500 }
EOF_SPEC
sed 's/^legend/on_unreadable: slip-sheet\n&/; $a\
  - { file: cut.pdf, bates: COE000600 }\
  - locked.pdf' src/sheets.yaml >src/unread.yaml

run apply src/sheets.yaml -o out
ends 0 "a production with slip sheets is made"
has stdout "sheets for   2 withheld, 1 produced in native form" \
    "the summary says what they stand for"
has stdout "5 slip sheets" "and how many there are"
claim "each file is named by its numbers" test "$(ls out/redacted)" = \
    "COE000001.pdf
COE000002-COE000003.pdf
COE000004-COE000006.pdf
COE000500.pdf"

# sheet FILE: its words, a line each.
sheet() {
	pdftotext -layout "out/redacted/$1.pdf" - | tr '\f' '\n' |
	    sed 's/^ *//; s/  */ /g; /^$/d'
}
sheet COE000002-COE000003 >stdout
says stdout "one sheet says its range, pages, codes and grounds" <<'EOF_TEXT'
DOCUMENT WITHHELD
COE000002-COE000003
2 pages
PRIV: Attorney-client communication
Fed. R. Evid. 502
WP
Fed. R. Civ. P. 26(b)(3)
CONFIDENTIAL COE000002-COE000003
EOF_TEXT
sheet COE000004-COE000006 | sed -n 7,11p >stdout
says stdout "or each number has one" <<'EOF_TEXT'
DOCUMENT WITHHELD
COE000005
Page 2 of 3 (COE000004-COE000006)
WP
Fed. R. Civ. P. 26(b)(3)
EOF_TEXT
hash=$(sha256sum src/media/bwc1.mp4 | cut -d ' ' -f 1)
sheet COE000500 >stdout
says stdout "a placeholder names the file, its size and hash" <<EOF_TEXT
Produced in native format
COE000500
COE000500.mp4
1,234,567 bytes
SHA-256
$hash
CONFIDENTIAL COE000500
EOF_TEXT
claim "one page for all numbers, or one for each" test "$(
	for n in 002-COE000003 004-COE000006 500; do
		qpdf --show-npages "out/redacted/COE000$n.pdf"
	done | tr '\n' ' ')" = "1 3 1 "
for n in 002-COE000003 004-COE000006 500; do
	claim "qpdf finds nothing wrong with COE000$n" \
	    qpdf --check "out/redacted/COE000$n.pdf"
	claim "and it holds no picture" test \
	    "$(pdfimages -list "out/redacted/COE000$n.pdf" | wc -l)" = 2
done
claim "the index counts numbers" test "$(
	cut -d , -f 1-3 out/logs/bates-index.csv | tr -d '\r' | sed -n 2,5p |
	    tr '\n' ' ')" = "COE000001,COE000001,1 COE000002,COE000003,2 \
COE000004,COE000006,3 COE000500,COE000500,1 "
for key in '"kind": "withheld"' '"kind": "native"' '"name": "COE000500.mp4"' \
    '"bytes": 1234567'; do
	has out/private/manifest.json "$key" "the manifest has $key"
done

# What is withheld is nowhere, the hash of its file only in private/.
served() {
	cat out/SHA256SUMS out/logs/*
	for file in out/redacted/COE00000[2-6]*.pdf; do
		qpdf --qdf --object-streams=disable "$file" -
		pdftotext "$file" -
	done
}
served >served.txt
for name in letter mail; do
	claim "the hash of $name.pdf is not served" test -z "$(grep -a \
	    "$(sha256sum src/$name.pdf | cut -c 1-64)" served.txt)"
	pdftotext src/$name.pdf - | tr -cs 'A-Za-z0-9' '\n' |
	    grep -E '.{7}' | sort -u | grep -vixE \
	    'produced|attorney|privilege|confidential|supplement' >words
	claim "$name.pdf has words" test -s words
	grep -aowiFf words served.txt >found
	claim "and none of them is served" diff /dev/null found
done

# Nor does anything tell it from another of as many pages.
mkdir twin
cp -r src/. twin
rm twin/sheets.lock twin/bates.registry
qpdf src/letter.pdf --pages . z-1 -- twin/letter.pdf
qpdf src/mail.pdf --pages . z-1 -- twin/mail.pdf
run apply twin/sheets.yaml -o other
ends 0 "other documents are withheld in the same way"
for part in redacted logs SHA256SUMS; do
	same out/$part other/$part "and give the same $part"
done

run verify out
ends 0 "its files prove it"
run verify out --spec src/sheets.yaml
ends 0 "and spec and sources do"
cp -a out ref
run apply src/sheets.yaml -o out --resume
has stdout "4 of these kept from an earlier run" "a second run keeps all"
claim "nothing has changed" alike ref out

# What a sheet says is its identity.
sed 's/26(b)(3)/26(b)(3)(A)/' src/sheets.yaml >src/other.yaml
cp src/sheets.lock src/other.lock
run apply src/other.yaml -o out --resume
has stdout "2 of these kept" "another ground makes the sheets anew"
claim "and is on them" test "$(sheet COE000004-COE000006 | grep -c '(A)$')" = 3
run verify out --spec src/sheets.yaml
ends 1 "the spec with the old ground does not prove them"
printf m >>src/media/bwc1.mp4
run apply src/other.yaml -o out --resume
ends 2 "a native file that changed is refused"
has stderr "media/bwc1.mp4 is not the file that was produced as COE000500" \
    "by its name"
truncate -s 1234567 src/media/bwc1.mp4

# A ruling: what was withheld is produced, on its numbers.
sed '/letter.pdf/s/withhold.*]/designation: CONFIDENTIAL/' src/other.yaml >src/ruled.yaml
cp src/sheets.lock src/ruled.lock
run apply src/ruled.yaml -o out
ends 0 "what was withheld is produced later"
claim "on the numbers that it had" test \
    "$(qpdf --show-npages out/redacted/COE000002-COE000003.pdf)" = 2

# One sheet stands on many numbers, and every list says how many.
sed '1i service: confidentiality' src/sheets.yaml >src/serve.yaml
run apply src/serve.yaml -o serve
run package serve --profile plain -o given --spec src/serve.yaml
ends 0 "they are packed"
claim "the index counts numbers" grep -q '^COE000002,COE000003,2,' \
    given/opposing-party/INDEX.csv
tr '\024' '|' <given/opposing-party/VOL001/DATA/VOL001.dat | tr -d '\303\276' |
    grep '^COE000002|COE000003|' | cut -d '|' -f 5 >counted
claim "and so does the load file" test "$(cat counted)" = 2

# No unredacted copy is made of what a sheet stands for.
sed 's/^legend/copies: [redacted, proposed, disputed]\n&/; $a\
redactions: [{ bates: COE000001, rect: [560, 118, 640, 250], code: WP }]' \
    src/sheets.yaml >src/copies.yaml
run apply src/copies.yaml -o copies
ends 0 "copies are made of what is drawn"
claim "and of nothing else" test "$(cd copies/unredacted && echo *.pdf)" = \
    "COE000001_UNREDACTED-DISPUTED.pdf COE000001_UNREDACTED-PROPOSED.pdf"
run verify copies --spec src/copies.yaml
ends 0 "all are proved"

# A number within a sheet's range chooses it.
run apply src/sheets.yaml -o part --bates COE000003
ends 0 "a number chooses the sheet that stands on it"
claim "and that alone" test "$(ls part/redacted)" = COE000002-COE000003.pdf

# A sheet that cannot be set has no output; its numbers stay its own.
text=$(head -c 1990 /dev/zero | tr '\0' 'M')
sed "s/Fed. R. Evid. 502/$text/; s/Attorney-client communication/$text/
    s/Fed. R. Civ. P. 26(b)(3)/秘密/" src/sheets.yaml >src/full.yaml
run apply src/full.yaml -o full
ends 3 "a sheet that cannot be set has no output"
has stderr "mail.pdf: error: is to bear a character that the built-in font does not have" \
    "for want of a character"
sed "s/秘密/$text/" src/full.yaml >src/fuller.yaml
run apply src/fuller.yaml -o full
ends 3 "or of room"
has stderr "letter.pdf: error: has more to say than its slip sheet holds: shorten it" \
    "which it says"
claim "the others are there" test "$(ls full/redacted)" = "COE000001.pdf
COE000004-COE000006.pdf
COE000500.pdf"

# What cannot be read.
sed /on_unreadable/d src/unread.yaml >src/stop.yaml
run apply src/stop.yaml -o none
ends 2 "a document that cannot be read stops the run"
has stderr "cut.pdf is damaged" "which names it"
has stderr "locked.pdf needs a password" "and the other"
claim "nothing is written" test ! -e none
run apply src/unread.yaml -o unread
ends 0 "or has a slip sheet"
has stdout "2 UNREADABLE and not produced" "which the summary says"
has stderr "cut.pdf: warning: is damaged beyond what can be read: ask for it \
again; a slip sheet stands for it on COE000600" "and a warning"
has stderr "locked.pdf: warning: needs a password: give it by password_file \
or password_env; a slip sheet stands for it on COE000601" "for each"
has unread/private/manifest.json '"unread": "password"' "the manifest says why"
cp -a unread/redacted/COE000601.pdf out/redacted/
sheet COE000601 >stdout
says stdout "the sheet does not" <<'EOF_TEXT'
UNREADABLE DOCUMENT
COE000601
This document could not be read and is not produced in this form.
CONFIDENTIAL COE000601
EOF_TEXT
run verify unread --spec src/unread.yaml
ends 0 "it is proved with the spec"

# One that fails when it is looked at, its pages being counted, has them all.
cat >src/one.yaml <<'EOF_SPEC'
bates: { prefix: COE, registry: one.registry }
raster: { dpi: 72 }
on_unreadable: slip-sheet
codes: { WP: { basis: "Fed. R. Civ. P. 26(b)(3)" } }
documents: [mail.pdf]
redactions: [{ bates: COE000002, rect: [70, 80, 345, 95], code: WP }]
EOF_SPEC
if [ -n "$hooks" ]; then
	INCAMERA_FAULT=scout-opens:kill:2
	export INCAMERA_FAULT
	under apply src/one.yaml -o looked
	ends 0 "a reader that crashes later leaves a sheet, too"
	has stderr "a slip sheet stands for it on COE000001-COE000003" \
	    "on all its numbers"
	claim "it says how many" grep -q '^3 pages$' \
	    "$(pdftotext looked/redacted/COE000001-COE000003.pdf text; echo text)"
	INCAMERA_FAULT=make-draws:kill
	under apply src/one.yaml -o drawn
	ends 3 "a maker that crashes leaves none"
	claim "the numbers stay its own" test -z "$(ls drawn/redacted)"
	unset INCAMERA_FAULT
	run apply src/one.yaml -o drawn
	ends 0 "and are its own in the next run"
fi

# What fails later has its numbers, and a sheet if the spec says so.
cp src/mail.pdf "src/COE000700-COE000702.pdf"
head -c 2000 src/mail.pdf >"src/COE000710-COE000713.pdf"
cp src/unread.yaml src/said.yaml
cat >>src/said.yaml <<'EOF_SPEC'
  - { file: COE000700-COE000702.pdf, bates: COE000700, stamped: true,
      unreadable: true }
  - { file: COE000710-COE000713.pdf, bates: COE000710, stamped: true }
EOF_SPEC
cp src/unread.lock src/said.lock
run apply src/said.yaml -o said
ends 0 "the spec may say that a document cannot be read"
lacks stderr COE000700 "that is no surprise"
claim "its sheet has the numbers of its pages" \
    test -e said/redacted/COE000700-COE000702.pdf
claim "that of a produced file those of its name" \
    test -e said/redacted/COE000710-COE000713.pdf
run verify said --spec src/said.yaml
ends 0 "both are proved"

printf 'secret\n' >src/password
sed 's/- locked.pdf/- { file: locked.pdf, password_file: password }/' \
    src/unread.yaml >src/read.yaml
cp src/unread.lock src/read.lock
run apply src/read.yaml -o unread
ends 2 "what can be read now has more pages than its sheet had numbers"
has stderr "locked.pdf could not be read when it was produced as COE000601, and \
now has 2 pages: list a copy of it under another name and number" \
    "which says what to do"
run apply src/unread.yaml -o strict --strict
ends 3 "--strict makes it a failure"
claim "and there is no sheet" test ! -e strict/redacted/COE000601.pdf

# Redactions on what is not drawn, and files that are not there.
refused() {
	cp src/sheets.yaml src/bad.yaml
	printf '%s\n' "$1" >>src/bad.yaml
	run plan src/bad.yaml
	ends 2 "$2"
	has stderr "$3" "in a sentence"
}
refused 'redactions: [{ bates: COE000001-4, rect: whole, code: WP }]' \
    "a redaction on a withheld document" \
    "letter.pdf is withheld, so that nothing of it is shown: remove the redaction"
refused 'redactions: [{ file: media/bwc1.mp4, page: 1, rect: whole, code: WP }]' \
    "and on a native file" \
    "media/bwc1.mp4 is produced as a native file, which nothing can cover"
refused '  - { file: gone.pdf, withhold: true, code: WP, bates: COE000700 }' \
    "a withheld file that is missing" "gone.pdf"
refused '  - { placeholder: x, native: gone.wav, bates: COE000700 }' \
    "a native file that is missing" "gone.wav"
mkdir src/folder.wav
refused '  - { placeholder: x, native: folder.wav, bates: COE000700 }' \
    "a native file that is a directory" "folder.wav"
end
