#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# SIGKILL at every point that the program names, in it and in its children;
# then --resume must end with the bytes of a run that nobody disturbed. The
# table of the kills is printed at the end.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny

# An earlier production: its second document lacks a box.
grep -v 'id: B' src/tiny.yaml >src/first.yaml
cp src/tiny.yaml src/now.yaml
cp src/first.yaml src/tiny.yaml
run apply src/tiny.yaml -o old
ends 0 "an earlier production is made"
mv src/tiny.lock old.lock
mv src/bates.registry old.registry
cp src/now.yaml src/tiny.yaml
run apply src/tiny.yaml -o ref -j1
ends 0 "the reference is made"
mv src/tiny.lock ref.lock
# One document in all its copies.
sed -e 's/^raster/copies: [redacted, proposed, disputed]\n&/' \
    -e 's/^documents: .*/documents: [roster.pdf]/' -e '/id: [BCD],/d' \
    src/now.yaml >src/both.yaml
run apply src/both.yaml -o both -j1
ends 0 "and one with unredacted copies"
mv src/both.lock both.lock
for made in ref both; do
	settled $made >$made.settled
	ls -A src >$made.src
	[ $made = both ] && echo both.lock >>both.src || echo tiny.lock >>ref.src
	sort -o $made.src $made.src
done
: >tally

# start fresh|old|both: what is there before the run that is killed, and its
# spec: of copies, in the last.
start() {
	rm -rf out src/tiny.lock src/both.lock src/bates.registry
	spec=tiny ref=ref
	case $1 in
	old)
		cp -a old out
		cp old.lock src/tiny.lock
		cp old.registry src/bates.registry
		;;
	both) spec=both ref=both ;;
	esac
}

# The outputs that the last run took over, of all copies.
kept_files() {
	awk '/"copies": \{/ { on = 1 } on && /"kept":/ {
		sub(/.*"kept": /, ""); n += $0 } END { print n + 0 }' stdout
}

# What a kill left, and what --resume made of it.
judge() {
	if [ "$1" != old ]; then
		whole out $ref || return 1
		# What the journal names is kept, not made again.
		done=$(grep -c '}$' out/private/journal.jsonl 2>/dev/null)
	fi
	run apply src/$spec.yaml -o out --resume -j1 --json
	if [ "$status" != 0 ]; then
		cat stderr
		return 1
	fi
	settled out | diff $ref.settled - && cmp $ref.lock src/$spec.lock ||
	    return 1
	ls -A src | diff $ref.src - || return 1
	if [ "$1" != old ] && [ "$(kept_files)" != "${done:-0}" ]; then
		echo "not kept: one of $done"
		return 1
	fi
}

# struck STATUS ACTION POINT: the run ended as such a kill ends it: with the
# program itself, or without a document whose child was hit.
struck() {
	case $2:$3 in
	kill:*-opens | kill:*-reads | kill:*-says | kill:*-draws | \
	    kill:*-ends | kill:*-tiles | child:*)
		[ "$1" = 2 ] || [ "$1" = 3 ]
		;;
	*) [ "$1" = 137 ] ;;
	esac
}

# strike PHASE POINT ACTION VISIT BEFORE
strike() {
	jobs=$((nth % 2 + 1))
	got=0
	# A child that is hit from outside may have been quicker.
	for try in 1 2 3 4 5; do
		start "$5"
		INCAMERA_FAULT="$2:$3:$4" under apply src/$spec.yaml -o out \
		    --resume -j$jobs
		got=$status
		[ "$3:$got" = child:0 ] || break
	done
	lost=0
	if ! struck "$got" "$3" "$2"; then
		lost=1
		echo "the run ended with $got" >claim.log
	elif ! judge "$5" >claim.log 2>&1; then
		lost=1
	fi
	echo "$1 $lost" >>tally
	verdict $lost "$1: $3 at $2, visit $4, -j$jobs, $5: resumed" ||
	    note claim.log
}

# visits PHASE POINT ACTION VISITS [old]
while read -r phase point action visits before; do
	for visit in $(echo "$visits" | tr , ' '); do
		strike "$phase" "$point" "$action" "$visit" "${before:-fresh}"
	done
done <"$root/tests/cli/faults.txt"

# Every point that the sources name is in the table, or in another test.
grep -rhoE 'ic_fault_point\("[a-z-]+"\)' "$root/src" |
    sed 's/.*"\(.*\)".*/\1/' | sort -u >named
{
	cut -d ' ' -f 2 "$root/tests/cli/faults.txt"
	cat "$root"/tests/cli/*.sh | tr -cs 'a-z-' '\n'
} | sort -u >tried
claim "every fault point is tried" sh -c '! comm -23 named tried | grep .'

awk '{ tried[$1]++; lost[$1] += $2; all++; bad += $2
	if (tried[$1] == 1) order[++n] = $1 }
END { printf "# %-10s %6s %5s\n", "phase", "kills", "lost"
	for (i = 1; i <= n; i++)
		printf "# %-10s %6d %5d\n", order[i], tried[order[i]],
		    lost[order[i]]
	printf "# %-10s %6d %5d\n", "in all", all, bad
	for (i = 1; i <= n; i++) if (tried[order[i]] < 8) exit 1
	if (all < 50 || n < 9) exit 1 }' tally >table
claim "at least 8 kills in each phase, and 50 in all" test $? = 0
cat table
end
