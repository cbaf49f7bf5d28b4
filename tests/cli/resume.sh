#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# What a kill or Ctrl-C leaves, at every fault point of the program, and what
# --resume makes of it. Needs the build with hooks.
. "$(dirname "$0")/lib.sh"
begin "$@"
small

run apply src/small.yaml -o ref -j1
ends 0 "the reference is made"
run apply src/small.yaml -o two -j2
ends 0 "the same with two children at a time"
same ref/redacted two/redacted "-j1 and -j2 make the same documents"
same ref/logs two/logs "and the same logs"
same ref/private/manifest.json two/private/manifest.json \
    "and the same manifest"
same ref/private/verify.json two/private/verify.json \
    "and the same measures"

# whole DIR: what has a name in redacted/ is what the reference has there,
# and no list of hashes stands beside a set that is not whole.
whole() {
	for file in "$1"/redacted/*; do
		[ -e "$file" ] || continue
		cmp "$file" "ref/redacted/${file##*/}" || return 1
	done
	[ ! -e "$1/SHA256SUMS" ] || (cd "$1" && sha256sum -c --quiet SHA256SUMS)
}

# stopped NAME ACTION N STATUS: stop at the Nth visit of a point, go on.
stopped() {
	rm -rf out
	status=0
	INCAMERA_FAULT="$1:$2:$3" "$hooks" apply src/small.yaml -o out -j1 \
	    >stdout 2>stderr </dev/null || status=$?
	if [ "$status" = 0 ]; then
		return 1
	fi
	ends "$4" "$2 at $1, visit $3, ends the program"
	if [ -d out ]; then
		claim "$2 at $1, visit $3, leaves whole files" whole out
	fi
	run apply src/small.yaml -o out --resume
	ends 0 "--resume goes on after $2 at $1, visit $3"
	same ref/redacted out/redacted "and ends with the same documents"
	same ref/logs out/logs "and the same logs"
	same ref/SHA256SUMS out/SHA256SUMS "and the same hashes"
	same ref/private/verify.json out/private/verify.json \
	    "and the same measures"
	claim "and nothing is left over" sh -c \
	    '! find out -name ".*" ! -name . | grep .'
}

points=$(grep -rhoE 'ic_fault_point\("[a-z-]+"\)' "$root/src" \
    | sed 's/.*"\(.*\)".*/\1/' | sort -u)
claim "the program names fault points" test -n "$points"
for point in $points; do
	stopped "$point" kill 1 137 || {
		verdict 1 "the run comes by $point"
		continue
	}
	stopped "$point" int 1 4 || true
done
for point in judged published journaled; do
	stopped "$point" kill 3 137 || true
done

run apply src/small.yaml -o ref --resume
ends 0 "--resume on a finished production is content"
has stdout "kept from an earlier run" "and keeps what is there"
sed -i 's/"proofs": *[0-9]*/"proofs":38/' ref/private/journal.jsonl
run apply src/small.yaml -o ref --resume
ends 0 "a journal of fewer proofs is no reason to stop"
lacks stdout "kept from an earlier run" "but nothing that lacks one is kept"
printf ' ' >>two/redacted/COE000001.pdf
run apply src/small.yaml -o two --resume
ends 0 "a document that was changed since is made again"
same ref/redacted two/redacted "and is right again"
end
