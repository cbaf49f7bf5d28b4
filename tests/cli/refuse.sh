#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Directories that are not ours, frozen numbers, parts of a production.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
cp src/small.yaml src/first.yaml

mkdir other
echo mine >other/letter.txt
fingerprint other >before
run apply src/small.yaml -o other
ends 2 "a directory that holds something else is refused"
says stderr "in one sentence" <<'EOF'
incamera: error: other holds letter.txt, which is not of a production: give -o a directory that is new or empty
EOF
fingerprint other >after
same before after "and is as it was"

run apply src/small.yaml -o out
ends 0 "a production is made"
cp out/redacted/COE000001.pdf out/redacted/COE000099.pdf
run apply src/small.yaml -o out
ends 2 "a document that the plan does not name is refused"
has stderr "out/redacted/COE000099.pdf is not of this plan" "and is named"
rm out/redacted/COE000099.pdf

# The lock.
claim "the lock stands beside the spec" test -s src/small.lock
cp src/small.lock kept.lock
mv src/small.lock src/real.lock
ln -s real.lock src/small.lock
run apply src/small.yaml -o out
ends 2 "a lock that is a symbolic link is refused, not passed over"
has stderr "small.lock cannot be opened: it is a symbolic link" "and is named"
claim "and stays what it was" test -L src/small.lock
rm src/small.lock
mv src/real.lock src/small.lock
same kept.lock src/small.lock "the lock is as it was"
fingerprint out >before
sed 's/id: B, bates: COE000002, rect: .140/id: B, bates: COE000002, rect: [150/' \
    src/first.yaml >src/small.yaml
run apply src/small.yaml -o out
ends 2 "an old id for another box is refused"
says stderr "in one sentence that shows both" <<'EOF'
incamera: error: the id B stood for [140.000, 122.000, 330.000, 142.000] pt on COE000002 and would now stand for [150.000, 122.000, 330.000, 142.000] pt on COE000002: give the new box a new id
EOF
sed 's/documents: .roster.pdf, ledger.pdf/documents: [ledger.pdf, roster.pdf/' \
    src/first.yaml >src/small.yaml
run apply src/small.yaml -o out
ends 2 "numbers that would move are refused"
cp src/first.yaml src/small.yaml
cp src/ledger.pdf kept.pdf
printf '\n' >>src/ledger.pdf
run apply src/small.yaml -o out
ends 2 "a source that changed is refused"
has stderr ledger.pdf "and named"
cp kept.pdf src/ledger.pdf
fingerprint out >after
same before after "nothing of this touched the output"
run apply src/small.yaml -o out
ends 0 "the first spec still goes through"

# Parts.
run apply src/small.yaml -o part --bates COE000003-4
ends 0 "--bates makes a part"
ls part/redacted >listed
echo COE000003-COE000005.pdf >wanted
same wanted listed "of the documents that it meets"
has part/logs/redaction-log.csv PARTIAL "the redaction log says PARTIAL"
has part/logs/bates-index.csv PARTIAL "the index says PARTIAL"
has stdout PARTIAL "the summary says PARTIAL"
cmp -s out/redacted/COE000003-COE000005.pdf \
    part/redacted/COE000003-COE000005.pdf
verdict $? "a part's documents are the whole's"
printf '\n COE000001\r\n\n \nCOE000006 - 7\n\n' >list
run apply src/small.yaml -o part2 --bates @list
ends 0 "--bates @file reads a list"
ls part2/redacted >listed
printf '%s\n' COE000001.pdf COE000006-COE000007.pdf >wanted
same wanted listed "a line each"
run apply src/small.yaml -o part3 --bates COE000099
ends 2 "--bates with a number that no document has is refused"
claim "and makes nothing" test ! -e part3/redacted
printf 'COE000001\r\n\r\nRange\r\n' >list
run plan src/small.yaml --bates @list
ends 2 "a line of the file that is no range is refused"
has stderr 'error: list, line 3: "Range": it begins with no declared' \
    "by file and line"
printf 'C\0O\0E\0' >list
run plan src/small.yaml --bates @list
has stderr 'error: list: it is no plain text' "and so is UTF-16"
: >list
run plan src/small.yaml --bates @list
has stderr 'error: list: it is empty' "and a file with nothing in it"
run plan src/small.yaml --bates list
ends 2 "a file without @ is not taken for a number"
has stderr '--bates list: that is a file: write @ before' "but for what it is"

# Two at a time.
if command -v flock >/dev/null; then
	status=0
	flock out "$incamera" apply src/small.yaml -o out >stdout 2>stderr \
	    </dev/null || status=$?
	ends 4 "a directory in another run's hands is left alone"
	has stderr "another incamera works in out" "in a sentence"
fi

# Words.
run frobnicate
ends 2 "an unknown command is refused"
run apply src/small.yaml
ends 2 "apply without -o is refused"
run apply src/small.yaml -o x -j 0
ends 2 "-j 0 is refused"
run help
ends 0 "help helps"
run version
ends 0 "version tells"
end
