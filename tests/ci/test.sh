#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# test.sh: from a bare Debian 12 or 13 to all tests, in a plain build and in
# one with the address and undefined-behaviour sanitizers. The last line
# counts test cases. README.md names this file as one of its two commands.
set -eu
cd "$(dirname "$0")/../.."
sh tests/ci/packages.sh test

plain=build-test
sanitized=build-sanitize
rm -f "$plain/meson-logs/testlog.json" "$sanitized/meson-logs/testlog.json"
export CC=gcc
[ -e "$plain/build.ninja" ] || meson setup "$plain"
# Where a chroot has no /proc the sanitizers cannot find the stack's ends: they
# take what MuPDF's longjmp leaves on it for faults, and say so on stderr, where
# the command tests expect the program's own words alone.
stack=
leave=
if [ ! -d /proc/self ]; then
	echo "test.sh: no /proc: sanitizers without stack and command tests"
	stack=-Dc_args=--param=asan-stack=0
	leave='--no-suite cli'
fi
[ -e "$sanitized/build.ninja" ] ||
    meson setup "$sanitized" -Db_sanitize=address,undefined \
    -Db_lundef=false $stack

# A failed build or test leaves its mark in the log, which count.py reads. The
# other build is made of what the tests of the first leave of the processors.
ninja -C "$plain" && plain_built=true || plain_built=false
nice -n 15 ninja -C "$sanitized" >"$sanitized/meson-logs/ninja.txt" 2>&1 &
other=$!
if "$plain_built"; then
	meson test -C "$plain" --no-rebuild --no-suite sanitized || :
fi
wait "$other" || sanitized_built=false
cat "$sanitized/meson-logs/ninja.txt"
"${sanitized_built:-true}" &&
    CK_FORK=no UBSAN_OPTIONS=print_stacktrace=1 \
    meson test -C "$sanitized" --no-rebuild --no-suite lint \
    --no-suite corpus --no-suite outside $leave || :
exec /usr/bin/python3 -B tests/ci/count.py "$plain" "$sanitized"
