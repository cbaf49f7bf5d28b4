#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# parent.sh PROGRAM ROOT PRELOAD [TRIES [FIRST]]: in the parent process of
# `apply` the Nth allocation fails, for TRIES (24) of all N. It ends with a
# status of the manual's and one sentence; what is in out/ is whole; and
# --resume, with memory enough, makes of it what it would have been.
. "$(dirname "$0")/../cli/lib.sh"
preload=$3
case $preload in /*) ;; *) preload=$PWD/$preload ;; esac
tries=${4:-24}
first=${5:-1}
begin "$1" "$2"
mkdir src
cp "$samples/misc/roster-rotated.pdf" src/roster.pdf
cp "$samples/misc/ledger-cropped.pdf" src/ledger.pdf
cat >src/tiny.yaml <<'YAML'
bates: { prefix: COE, digits: 6, start: 1 }
prefixes: [COE]
copies: [redacted, proposed, disputed]
legend: none
raster: { dpi: 100 }
codes: { PII: { text: Personal identifiers, basis: protective order } }
documents: [roster.pdf, ledger.pdf]
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
  - { id: B, bates: COE000002, rect: [140, 122, 330, 142], code: PII }
YAML

served() {
	fingerprint out/redacted
	fingerprint out/unredacted
	fingerprint out/logs
	cat out/SHA256SUMS
}

# fails N: apply, in which the Nth allocation fails.
fails() {
	rm -rf out src/tiny.lock src/bates.registry
	status=0
	IC_NTH=$1 IC_NTH_COUNT=calls LD_PRELOAD=$preload "$incamera" apply -q \
	    -j1 src/tiny.yaml -o out >stdout 2>stderr </dev/null || status=$?
}

# Each published file is whole: what the first run made, it was.
whole() {
	for half in redacted unredacted; do
		[ ! -d out/$half ] || for file in out/$half/*.pdf; do
			[ ! -e "$file" ] ||
			    cmp -s "$file" "good/$half/${file##*/}" || return 1
		done
	done
}

# right: the last run ended as it may.
right() {
	lines=$(grep -c '^incamera: .*error: ' stderr)
	case $status in
	0) served | cmp -s - wanted-served && return ;;
	2) [ ! -e out/SHA256SUMS ] || return 1 ;;
	3 | 4) ;;
	# libfyaml 0.7 uses what it had no memory for, in reading the spec:
	# then nothing was written, and there is no message of ours.
	139)
		[ ! -e out ] && [ ! -e src/tiny.lock ]
		return
		;;
	*) return 1 ;;
	esac
	[ "$lines" -ge 1 ] && [ "$lines" -le 2 ] && whole || return 1
	"$incamera" apply -q -j1 --resume src/tiny.yaml -o out >resumed 2>&1 \
	    </dev/null || return 1
	served | cmp -s - wanted-served
}

fails 0
ends 0 "a production is made"
served >wanted-served
cp -r out good
calls=$(cat calls)
step=$(((calls - first) / tries + 1))
nth_call=$first
counts=
while [ "$nth_call" -le "$calls" ]; do
	fails "$nth_call"
	text="allocation $nth_call of $calls fails: status $status"
	right
	verdict $? "$text, whole, and to be resumed" || {
		note stderr
		note resumed
	}
	counts="$counts $status"
	nth_call=$((nth_call + step))
done
echo "# statuses:" "$(echo "$counts" | tr ' ' '\n' | sort | uniq -c | tr '\n' ';')"
end
