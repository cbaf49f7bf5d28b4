#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The same spec and sources give the same bytes, whoever runs the program,
# where, how, and with how many children. All of out/ is compared, beside the
# clock and the order of the journal.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
rm src/letter.pdf
cp -a src clean
run apply src/tiny.yaml -o ref -j1
ends 0 "the reference is made"
cp src/tiny.lock ref.lock

# made CLAIM COMMAND: in a shell, with the program as $0, COMMAND makes out/
# from fresh sources; the result is the reference's, and so is the lock.
made() {
	rm -rf out src
	cp -a clean src
	status=0
	: >claim.log
	sh -c "$2" "$incamera" >stdout 2>stderr </dev/null || status=$?
	[ "$status" = 0 ] && alike ref out >claim.log 2>&1 &&
	    cmp ref.lock "${3:-src}/tiny.lock" >>claim.log 2>&1
	verdict $? "$1" || {
		echo "# status $status"
		note stderr
		note claim.log
	}
}
go='"$0" apply src/tiny.yaml -o out'

for jobs in 2 4 7; do
	made "-j$jobs" "$go -j$jobs"
done
made "no -j" "$go"
made "in two parts" "$go --bates COE000002 && $go --resume"
made "each alone, from behind" "$go --bates COE000003 && \
    $go --resume --bates COE000002-COE000003 && $go --resume"
made "twice" "$go && $go"

# Where.
made "an absolute path" "\"\$0\" apply '$work/src/tiny.yaml' -o '$work/out'"
made "from beside the spec" 'cd src && "$0" apply tiny.yaml -o ../out'
made "from elsewhere" "cd / && \"\$0\" apply '$work/src/tiny.yaml' -o '$work/out'"
made "a path with detours" \
    'mkdir -p other && "$0" apply ./other/../src//tiny.yaml -o other/../out/'
made "sources in another directory" 'mv src "o ther"
    "$0" apply "o ther/tiny.yaml" -o out' "o ther"
rm -rf "o ther"
made "a directory that is there already" "mkdir out && $go"
made "a spec and sources behind links" 'mv src real && mkdir src &&
    for f in real/*; do ln -s "../$f" src/; done && "$0" apply src/tiny.yaml -o out'
rm -rf real

# Who and when.
for zone in UTC America/Los_Angeles Pacific/Kiritimati :/no/such; do
	made "TZ=$zone" "TZ=$zone $go"
done
made "no HOME" "env -u HOME $go"
made "no environment" "env -i $go"
made "another environment" "HOME=/nowhere USER=someone TMPDIR=/nowhere \
    COLUMNS=7 TERM=xterm NO_COLOR=1 MALLOC_PERTURB_=165 $go"
for mask in 022 077 002; do
	made "umask $mask" "umask $mask && $go && chmod -R a+rX,g-w out/redacted \
	    out/logs out/SHA256SUMS && chmod a+rx,g-w out"
done
for date in 1970-01-01 2038-01-20 2099-12-31; do
	made "sources of $date" "touch -d $date src/* && $go"
done
made "sources in another order of inodes" 'cp -a src turned && rm src/* &&
    for f in tiny.yaml mail.pdf roster.pdf ledger.pdf small.yaml; do
	cp -a "turned/$f" src/; done && rm -r turned && "$0" apply src/tiny.yaml -o out'
made "sources that may only be read" "chmod 444 src/* && $go"

# Locales: those of this machine, and Turkish and German ones made here, for
# letters that change their case otherwise and numbers with a comma.
languages="C C.UTF-8 POSIX xx_XX.UTF-8"
for name in tr_TR de_DE; do
	if localedef -i $name -f UTF-8 "$work/$name.UTF-8" >/dev/null 2>&1; then
		languages="$languages $name.UTF-8"
	else
		echo "# no source of the locale $name on this machine"
	fi
done
for name in $languages; do
	made "LC_ALL=$name" "LOCPATH='$work' LC_ALL=$name $go"
done
made "LC_NUMERIC=de_DE.UTF-8" \
    "env -u LC_ALL LOCPATH='$work' LC_NUMERIC=de_DE.UTF-8 LANG=tr_TR.UTF-8 $go"
end
