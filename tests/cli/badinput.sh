#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The rows of the table of bad input in incamera(1): badinput/Bn.sh is the
# case of row Bn. Each runs in an empty directory of its own, has good.pdf (of
# one page, COE000001), and ends with one or more of
#
#	wants STATUS WHAT <<'EOF'
#	everything that the program says on stderr
#	EOF
#
# which runs `incamera $args`, by default `apply spec.yaml -o out`, and sees
# that a refused run left out/ as it was.
. "$(dirname "$0")/lib.sh"
cases=$(cd "$(dirname "$0")/badinput" && pwd)
begin "$@"

# spec [DOCUMENT [REDACTION...]]: write spec.yaml around these lines.
spec() {
	cat >spec.yaml <<-EOF
	bates: { prefix: COE, digits: 6 }
	prefixes: [COE]
	codes: { PII: { text: Personal identifiers, basis: order } }
	documents:
	  - good.pdf
	EOF
	if [ -n "${1-}" ]; then
		echo "  - $1" >>spec.yaml
	fi
	if [ $# -gt 1 ]; then
		shift
		echo "redactions:" >>spec.yaml
		for redaction; do
			echo "  - $redaction" >>spec.yaml
		done
	fi
}

# tree NAME: what a directory holds, or that it is not there.
tree() {
	if [ -e "$1" ]; then
		fingerprint "$1"
	else
		echo none
	fi
}

wants() {
	cat >../wanted
	tree out >../before
	# shellcheck disable=SC2086 # args is a list of words
	run $args
	# On a slow machine the progress is told too.
	sed '/^incamera: [a-z ]*: [0-9]* of [0-9]* document/d' stderr >../stderr
	rm stdout stderr
	tree out >../after
	result=0
	{
		[ "$status" = "$1" ] || { echo "status $status"; result=1; }
		diff -u ../wanted ../stderr || result=1
		if [ "$1" = 2 ]; then
			diff -u ../before ../after || result=1
		fi
	} >../claim.log
	verdict "$result" "$name: $2" || note ../claim.log
}

for name in $(find "$cases" -name 'B*.sh' -exec basename {} .sh \; \
    | sort -k1.2n); do
	mkdir "$work/$name" "$work/$name/run"
	cd "$work/$name/run" || exit 1
	cp "$samples/misc/roster-rotated.pdf" good.pdf
	args="apply spec.yaml -o out"
	# shellcheck disable=SC1090 # one of the cases
	. "$cases/$name.sh"
	cd "$work" || exit 1
done
end
