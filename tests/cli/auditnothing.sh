#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# audit of what holds no PDF: a wrong folder does not read like a clean one.
. "$(dirname "$0")/lib.sh"
begin "$@"

mkdir letters
echo "Dear Sir or Madam," >letters/a.txt
run audit letters
ends 2 "a folder without a PDF is refused"
has stderr "there is no PDF in what was named" "and that is said"
lacks stdout "nothing was found" "and not that it is clean"

run audit letters "$samples/misc/roster-rotated.pdf"
ends 0 "a folder without a PDF does not stop the others"

run audit nowhere.pdf
ends 1 "a file that is not there is an error"
has stdout "look whether its name is right" "with what to do about it"

end
