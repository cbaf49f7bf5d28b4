#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# verify: what was changed in files and lists is found and named.
. "$(dirname "$0")/lib.sh"
begin "$@"
. "$root/tests/cli/verifylib.sh"

# What was not run is said, and how to run it.
run verify out
ends 0 "verify is content with it"
has stdout "proofs       structure, boxes, endorsement, logs" \
    "and says what it proved"
has stdout "NOT RUN      collateral, words: they need the sources: add --spec" \
    "and what not, and how"
run verify out --spec src/small.yaml
ends 0 "verify --spec is content with it, a source with a password too"
has stdout "collateral" "and proves what needs the sources"
lacks stdout "--spec" "and has no advice to give"
run verify out --spec src/small.yaml -j1 --json
cp stdout one.json
run verify out --spec src/small.yaml -j2 --json
sed '/"milliseconds"/d' stdout >two.json
sed -i '/"milliseconds"/d' one.json
same one.json two.json "-j1 and -j2 find the same"
fingerprint src >src.after
fingerprint out >out.after
same src.before src.after "nothing is written beside the spec"
same out.before out.after "nothing is written into out/"

tampered "a row taken out of the log" sed -i '/^B,/d' $log
found "$log: error: has no row \"B, COE000002\"" \
    "SHA256SUMS: error: row 2, \"$log\": its hash is not the file's"
lacks stdout "Verified:" "and nothing is said to be verified"
tampered "a row put into the log" sed -i '/^B,/p' $log
found "$log: error: row 4 is not of the "
tampered "two rows of the log that changed places" \
    sed -i '/^B,/{h;d};/^C,/{G}' $log
found "$log: error: row 3, \"C, COE000003\", is out of its place" \
    "$log: error: row 4, \"B, COE000002\", is out of its place"
edit_log() {
	sed -i -e '/^A,/s/,PII,/,IA,/' -e '/^C,/s/official/no/' \
	    -e 's/second/fifth/' -e '/^D,COE000005/s/whole/part/' \
	    -e '/^E,COE000007/s/part/&,more/' $log
}
tampered "cells of the log that were changed" edit_log
found "row 2, \"A, COE000001\": \"codes\" is not what the " \
    "row 3, \"B, COE000002\": \"description\" is not what the " \
    "row 4, \"C, COE000003\": \"basis\" is not what the " \
    "row 6, \"D, COE000005\": \"area\" is not what the " \
    "row 8, \"E, COE000007\": \"number of cells\" is not what the "
edit_keys() {
	sed -i -e '/^B,/s/COE000002/COE000001/' -e 's/^C,/X,/' \
	    -e '/^Verified/d' $log
}
tampered "rows that say another page or id, and no limit" edit_keys
found "row 3 is not of the " "has no row \"B, COE000002\"" \
    "row 4 is not of the " "has no row \"C, COE000003\"" \
    "has no row \"Verified: what you listed is gone"
lacks stderr "\"X" "what was put into a list is not repeated"
edit_index() {
	sed -i -e '/^COE000003/{s/,3,/,2,/;s/COE000005/COE000006/}' \
	    -e '/^COE000001/d' -e '/^COE000002/s/,1,.*/,1,0000\r/' $index
}
tampered "an index that was changed" edit_index
found "$index: error: has no row \"COE000001\"" \
    "row 2, \"COE000002\": \"SHA256\" is not what the " \
    "row 3, \"COE000003\": \"PGCOUNT\" is not what the " \
    "row 3, \"COE000003\": \"ENDBATES\" is not what the " \
    "SHA256SUMS: error: row 1, \"$index\": its hash is not the file's"
tampered "an index without its byte order mark" sh -c "tail -c +4 $index >x && mv x $index"
found "$index: error: is not written as this program writes it"
tampered "a set that says PARTIAL and is whole" sed -i \
    '/^Verified/iPARTIAL: not all documents of the production are in this set.' \
    $log
found "$log: error: row 10 is not of the "
edit_sums() {
	sed -i -e '/COE000002/d' -e '/COE000001/s/^..../0000/' SHA256SUMS
}
tampered "a SHA256SUMS that was changed" edit_sums
found "SHA256SUMS: error: has no row \"redacted/COE000002.pdf\"" \
    "SHA256SUMS: error: row 3, \"redacted/COE000001.pdf\": its hash is not the"
tampered "lists that are not there" rm $log $index SHA256SUMS
found "$log: error: is missing" "$index: error: is missing" \
    "SHA256SUMS: error: is missing"

# Files.
append() {
	printf ' ' >>"$1"
}
swap() {
	mv "$1" x && mv "$2" "$1" && mv x "$2"
}
tampered "a byte too many" append $one
found "$one: error: could not be proved clean (structure)"
add_and_remove() {
	cp $two redacted/COE000009.pdf && rm $one
}
tampered "a file that nobody made, and one that is not there" add_and_remove
found "redacted/COE000009.pdf: error: is not of this production" \
    "$one: error: is missing"
tampered "two files that changed places" swap $one $two
found "$one: page 1" "$two: page 1" "a page that has not its source's size"
tampered "a half that is a link" sh -c "mv redacted ../else && ln -s ../else redacted"
found "redacted: error: is not of this production"
rm -rf else

swap_and_rehash() {
	swap $one $two && rehash $one $two
}
tampered "two files that changed places with their hashes" swap_and_rehash
claim "sha256sum is content with them" \
    sh -c 'cd bad && sha256sum -c --quiet SHA256SUMS'
found "$one: page 1" "$two: page 1" "a page that has not its source's size"

claim "the same is made of a source that lacks a comma" forge comma.pdf
tampered "an output of it, with its hashes" exchange
run verify bad
ends 0 "the files alone do not tell"
found_by_spec "$plain: page 1 (COE000008): error: could not be proved clean \
(collateral): a place outside boxes that is not as in the source"
end
