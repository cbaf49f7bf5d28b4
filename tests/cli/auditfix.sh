#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# audit, a spec that redacts what was found, the production, and audit again;
# passwords; and that what was made here is silent.
. "$(dirname "$0")/lib.sh"
begin "$@"

mkdir -p "in/Ü b/a" in/c
cp "$samples/email/2018-03-thread.pdf" "in/Ü b/a/one.pdf"
cp "$samples/misc/ledger-cropped.pdf" in/c/one.pdf
cp "$samples/misc/roster-rotated.pdf" in/roster.pdf

run audit in
ends 1 "live text in the colour of the page is an error"
has stdout "covered-text" "of that kind"
lacks stdout "Nightjar" "and its word is not told"
run audit --json --show in
has stdout '"text":"white: Nightjar"' "but where it is asked for"
run audit --show in
ends 2 "the table tells no word to a pipe"

run audit --fix fix.yaml in
ends 1 "a spec is written for what was found"
claim "with a list of redactions" test -s fix-redactions.csv
claim "which holds no word of a document" \
    sh -c '! grep -aq Nightjar fix.yaml fix-redactions.csv'
run audit --fix fix.yaml in
ends 2 "a spec that stands there is not written over"
run audit --fix fix.yaml --force in
ends 1 "unless that is asked for"
run plan fix.yaml
ends 0 "the spec can be planned as it is"
run apply fix.yaml -o out
ends 0 "and made"
run audit out
ends 0 "what was made has no error"
has stdout "nothing was found" "nor anything else"
run audit --json out/redacted
has stdout '"errors":0,"warnings":0,"notices":0' "a folder of it neither"

if command -v qpdf >/dev/null; then
	qpdf --encrypt zoltan sesame 256 -- in/roster.pdf locked.pdf
	run audit locked.pdf
	ends 1 "a file that needs a password is an error"
	echo wrong >p.txt
	run audit --password-file p.txt locked.pdf
	ends 1 "and is one with another password"
	echo zoltan >p.txt
	run audit --json --password-file p.txt locked.pdf
	has stdout '"pages":1' "but is read with its own"
	lacks stdout "zoltan" "which is not told"
	echo "Jane Quarterman" >n.txt
	run audit --minors n.txt in/roster.pdf
	lacks stdout "Quarterman" "and no name of a list"
fi

end
