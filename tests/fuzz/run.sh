#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# run.sh [SECONDS] [TARGET...]: look for more than the corpora hold.
#
# It builds with clang, libFuzzer and the address and undefined-behaviour
# sanitizers (on Debian: clang, libclang-rt-14-dev on 12, libclang-rt-19-dev on
# 13; nothing else needs them) in build-fuzz, and runs each target, one after
# the other, for so many seconds (60). What it learns stands in
# build-fuzz/found/TARGET, what fell in build-fuzz/fell/TARGET. A finding goes,
# after `fuzz-TARGET -minimize_crash=1 -runs=10000 FILE`, into
# tests/fuzz/corpus/TARGET under a name that says what it is.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# = 0 ] || shift
build="build-fuzz"
[ -e "$build/build.ninja" ] || CC=${CC:-clang} meson setup "$build" \
    -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false \
    -Dc_args=-fsanitize=fuzzer-no-link
ninja -C "$build"
if [ $# = 0 ]; then
	# shellcheck disable=SC2046 # names of ours
	set -- $(ls tests/fuzz/corpus)
fi
status=0
for target; do
	found=$build/found/$target fell=$build/fell/$target
	mkdir -p "$found" "$fell"
	"$build/tests/fuzz/fuzz-$target" -max_total_time="$seconds" \
	    -timeout=20 -rss_limit_mb=1024 -max_len=20000 -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix="$fell/" "$found" \
	    "tests/fuzz/corpus/$target" >"$build/$target.log" 2>&1 || {
		status=1
		echo "$target: fell: see $fell and $build/$target.log"
	}
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' \
	    "$build/$target.log")
	echo "$target: ${runs:-0} runs in $seconds s"
done
exit "$status"
