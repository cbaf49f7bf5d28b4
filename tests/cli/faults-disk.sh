#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# A disk that is full, or may only be read: small file systems in memory, in
# a mount namespace of our own, so that none is left behind.
if [ -z "${IN_NAMESPACE-}" ]; then
	for how in "unshare -m" "unshare -rm"; do
		# shellcheck disable=SC2086 # a list of words
		if $how sh -c 'mount -t tmpfs -o size=64k tmpfs /mnt' 2>/dev/null
		then
			export IN_NAMESPACE=1
			exec $how sh "$0" "$@"
		fi
	done
	echo "1..0 # SKIP neither root nor a user namespace may mount a tmpfs here"
	exit 0
fi
. "$(dirname "$0")/lib.sh"
begin "$@"
trap 'cd /; umount "$work/disk" 2>/dev/null; rm -rf "$work"' EXIT
tiny
mkdir disk
run apply src/tiny.yaml -o ref
ends 0 "the reference is made"
cp -a src clean
rm clean/tiny.lock clean/bates.registry
mount -t tmpfs -o size=4m,mode=755 tmpfs disk
ln -s disk/out out

# empty: nothing is there but the sources.
empty() {
	mount -o remount,rw,size=4m disk
	rm -rf disk/* src
	cp -a clean src
}
fill='head -c 8m /dev/zero >disk/fill 2>/dev/null'
note='incamera: what is in "disk/out" is whole: "incamera apply --resume" goes on from there'

# full POINT CLAIM: the disk is full from there on; the words are on standard
# input. With room again the run goes on.
full() {
	empty
	at "$1" "$fill" apply src/tiny.yaml -o disk/out -j1 -q
	ends 4 "a disk that is full when $2"
	says stderr "in words"
	claim "what is there is whole" whole disk/out ref
	claim "no part is left" sh -c '! find disk -name ".*" | grep .'
	rm disk/fill
	again ref "with room again --resume goes on"
}

# The parent waits there, not its children: there is none yet.
full frozen "a document is made" <<EOT
incamera: error: disk/out/redacted could not be written: the disk is full, or a limit on files (ulimit -f) is met
$note
EOT
for point in COE000001.pdf-filled published journal.jsonl-opened; do
	full $point "the journal is to tell of $point" <<EOT
incamera: error: disk/out/private/journal.jsonl cannot be written: the disk is full: make room and run again
$note
EOT
done
for file in private/manifest.json logs/redaction-log.csv logs/bates-index.csv \
    SHA256SUMS; do
	full "${file##*/}-opened" "$file is written" <<EOT
incamera: error: disk/out/$file cannot be written: the disk is full: make room and run again
$note
EOT
done

# The lock: the spec's directory is on the disk, the output is not.
empty
cp -a clean disk/src
rm -rf new
at tiny.lock-opened "$fill" apply disk/src/tiny.yaml -o new -q
ends 4 "a disk that is full when the plan is frozen"
says stderr "in words" <<'EOT'
incamera: error: disk/src/tiny.lock cannot be written: the disk is full: make room and run again
EOT
claim "nothing was written" test ! -e new
ls -A disk/src >listed
{ ls -A clean; echo bates.registry; } | sort >wanted
same wanted listed "and nothing beside the spec but its numbers"
rm disk/fill
run apply disk/src/tiny.yaml -o new
ends 0 "with room again it is made"

# Every size from none to enough: it stops somewhere, and goes on from there.
empty
stops=0
room=4
while :; do
	mount -o remount,size=${room}k disk
	run apply src/tiny.yaml -o disk/out --resume -q
	[ "$status" = 0 ] && break
	[ "$status" = 4 ] && whole disk/out ref >claim.log 2>&1
	verdict $? "a disk of $room kB: what is there is whole" || note stderr
	stops=$((stops + 1))
	room=$((room + 12))
	[ $room -lt 1000 ] || break
done
ends 0 "a disk of $room kB is enough"
claim "after several that were not" test $stops -gt 5
claim "and the whole is as it should be" alike ref out

# The same with files instead of bytes.
empty
umount disk
stops=0
for files in 1 2 3 4 6 8 10 12 13 15 16 18 19 21 22 24 26 28; do
	mount -t tmpfs -o size=4m,nr_inodes=$files tmpfs disk
	rm -f src/tiny.lock src/bates.registry
	run apply src/tiny.yaml -o disk/out -q
	[ "$status" = 0 ] && break
	[ "$status" = 4 ] && grep -q "disk is full" stderr &&
	    whole disk/out ref >claim.log 2>&1
	verdict $? "a disk of $files files: what is there is whole" ||
	    note stderr
	stops=$((stops + 1))
	umount disk
done
ends 0 "a disk of $files files is enough"
claim "after several that were not" test $stops -gt 5
claim "and the whole is as it should be" alike ref out

# Read only.
lock_up() {
	mount -o remount,ro disk
}
mount -o remount,rw,nr_inodes=1000 disk
empty
lock_up
run apply src/tiny.yaml -o disk/out -q
ends 4 "no directory can be made on a disk that may only be read"
says stderr "in words" <<'EOT'
incamera: error: the directory disk/out cannot be made: the file system is read only
EOT
empty
cp -a ref disk/out
cp -a out/. before
lock_up
for resume in "" --resume; do
	# shellcheck disable=SC2086 # no word, or one
	run apply src/tiny.yaml -o disk/out -q $resume
	ends 4 "an old production there cannot be replaced ${resume:-by a new run}"
	says stderr "in words" <<EOT
incamera: error: disk/out/SHA256SUMS cannot be removed: the file system is read only
$note
EOT
	claim "and is as it was" alike ref out
done
run verify disk/out -q
ends 0 "but it can be verified"
empty
cp -a clean disk/src
lock_up
rm -rf new
run apply disk/src/tiny.yaml -o new -q
ends 4 "a spec beside which nothing can be frozen"
says stderr "in words" <<'EOT'
incamera: error: disk/src/bates.registry cannot be written: the file system is read only
EOT
claim "and nothing was written" test ! -e new
mkdir new
run apply disk/src/tiny.yaml -o new -q
ends 4 "the same with a directory that was there"
claim "which is there, and empty" sh -c 'test -d new && ! ls -A new | grep .'
mount -o remount,rw disk
cp src/tiny.lock src/bates.registry disk/src/ 2>/dev/null || {
	run apply disk/src/tiny.yaml -o first
	rm -rf first
}
mount -o remount,ro disk
run apply disk/src/tiny.yaml -o new -q
ends 0 "with the plan frozen before, its sources need only be read"
claim "and the production is the same" alike ref new
cd "$work" && umount disk

# The record of what was served is kept twice, here on two disks.
mount -t tmpfs -o size=4m,mode=755 tmpfs disk
cp -a ref disk/VOL001
served='served disk/VOL001 --spec src/tiny.yaml --to plaintiffs --date 2024-12-01'
mount -o remount,ro disk
# shellcheck disable=SC2086 # a list of words
run $served
ends 4 "what cannot be recorded in the volume"
claim "is not recorded beside the spec" test ! -e src/tiny.served
mount -o remount,rw,size=4m disk
sh -c "$fill"
# shellcheck disable=SC2086
run $served
ends 4 "on a full disk it is recorded by half"
has stderr "give the same command again" "and the way on is said"
claim "there is no half of a line" test ! -s disk/VOL001/private/served.jsonl
run apply src/tiny.yaml -o disk/VOL001
ends 2 "by half is enough: nothing in it is touched"
rm disk/fill
# shellcheck disable=SC2086
run $served
ends 0 "the same command goes on"
claim "and both have the line" \
    cmp src/tiny.served disk/VOL001/private/served.jsonl
rm src/tiny.served
umount disk

# Behind standard output.
run apply src/tiny.yaml -o full -q
for json in "" --json; do
	rm -rf out
	status=0
	# shellcheck disable=SC2086 # no word, or one
	"$incamera" apply src/tiny.yaml -o out -q $json >/dev/full 2>stderr \
	    </dev/null || status=$?
	if [ -z "$json" ]; then
		ends 0 "-q has nothing to say to a full disk"
		"$incamera" apply src/tiny.yaml -o out >/dev/full \
		    2>stderr </dev/null
		status=$?
	fi
	ends 4 "what cannot be told of apply ${json:-} is no success"
	has stderr "cannot write to standard output" "in words"
	claim "though all is made" alike ref out
done
end
