#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Signals, readers that leave, and limits of descriptors, processes and files
# that are too low: status 4, and what is in out/ is whole.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
run apply src/tiny.yaml -o ref
ends 0 "the reference is made"
rm src/tiny.lock src/bates.registry

# fresh: as before the first run.
fresh() {
	rm -rf out src/tiny.lock src/bates.registry
}

# Signals: each at one place of the run.
goes='incamera: what is in "out" is whole: "incamera apply --resume" goes on from there'
sent() {
	fresh
	at "$2" "kill -$1 \$PID" apply src/tiny.yaml -o out -j1 -q
	ends 4 "SIG$1 at $2"
	claim "what is there is whole" whole out ref
	again ref "and --resume goes on"
}
for point in zygote hashed scout-started; do
	sent INT $point
done
for signal in INT TERM HUP; do
	for point in planned make-said published; do
		sent $signal $point
	done
done
fresh
at judged 'kill -INT $PID' apply src/tiny.yaml -o out -j1 -q
says stderr "a signal is told in words" <<EOT
incamera: error: interrupted
$goes
EOT
fresh
at judged 'kill -INT -$PID' apply src/tiny.yaml -o out -j1 -q
ends 4 "Ctrl-C, which is for a group of processes"
again ref "and --resume goes on"
fresh
at before-derive 'kill -INT $PID' apply src/tiny.yaml -o out -j1 -q
ends 0 "a signal after the last document is too late"
claim "and all is made" alike ref out
fresh
(trap '' HUP && at judged 'kill -HUP $PID' apply src/tiny.yaml -o out -q
    exit "$status")
status=$?
ends 0 "who is started by nohup goes on"
claim "and makes all" alike ref out

# Readers that leave early, and streams that are closed.
for to in '| head -n 1' '2>&1 >/dev/null | :' '2>&1 | :' '>&- 2>&-' '2>&-' \
    '<&- >&-'; do
	fresh
	sh -c "\"$incamera\" apply src/tiny.yaml -o out -q $to" >/dev/null \
	    2>stderr </dev/null
	claim "apply $to: all is made" alike ref out
	lacks stderr incamera "and nobody complains"
done
fresh
sh -c "{ \"$incamera\" apply src/tiny.yaml -o out; echo \$? >left; } | :" \
    2>/dev/null </dev/null
claim "what could not be told is status 4, or was told in time" \
    grep -qx '[04]' left

# limited SETTER WHAT: status 4 or 0, no document blamed, and it goes on.
limited() {
	fresh
	status=0
	sh -c "$1 && exec \"\$0\" apply src/tiny.yaml -o out -j2 -q" \
	    "$incamera" >stdout 2>stderr </dev/null || status=$?
	[ "$status" = 0 ] || [ "$status" = 4 ]
	verdict $? "$1: status 4, or 0" || {
		echo "# status $status"
		note stderr
	}
	if [ "$status" = 4 ]; then
		met=$((met + 1))
		claim "$1: what is there is whole" whole out ref
		lacks stderr .pdf: "and no document is blamed"
		has stderr "incamera: error: " "but the environment is"
		[ ! -d out ] || again ref "and --resume goes on"
	fi
}
met=0
for n in 6 8 12 16 18 20 22 24 26 28; do
	limited "ulimit -n $n"
done
claim "few descriptors were met in several places" test $met -gt 4
met=0
for n in 1 4 16 40 80; do
	limited "ulimit -f $n"
done
claim "a limit on files was met in several places" test $met -gt 2
fresh
sh -c 'ulimit -n 16 && exec "$0" apply src/tiny.yaml -o out -q' "$incamera" \
    2>stderr </dev/null
says stderr "few descriptors are told in words" <<'EOT'
incamera: error: the process that starts the workers cannot be set up: Too many open files
EOT

# Processes: root has no such limit, so somebody else runs it.
somebody=
if [ "$(id -u)" = 0 ]; then
	somebody='setpriv --reuid 65533 --regid 65533 --clear-groups'
	chmod 755 "$work"
	chmod -R a+rwX src
fi
fresh
mkdir theirs
chmod 777 theirs
# shellcheck disable=SC2086 # a list of words
if [ -z "$somebody" ]; then
	echo "# not root: others of this user's processes would count too"
elif ! $somebody "$incamera" apply src/tiny.yaml -o theirs/out -q \
    >stdout 2>stderr </dev/null; then
	echo "# nobody else may run $incamera here"
else
	claim "another user makes the same" alike ref theirs/out
	# LeakSanitizer searches from a process of its own, for which there is
	# no room either: it would end the program with a status of its own.
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
	export ASAN_OPTIONS
	for n in 1 2 3; do
		rm -rf theirs/out
		status=0
		prlimit --nproc=$n $somebody "$incamera" apply src/tiny.yaml \
		    -o theirs/out -j2 -q >stdout 2>stderr </dev/null ||
		    status=$?
		ends 4 "$n processes are too few"
		has stderr "Resource temporarily unavailable" "in words"
		lacks stderr sandbox "and the sandbox is not blamed"
		claim "nothing was written" test ! -e theirs/out
	done
fi
end
