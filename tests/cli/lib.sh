# shellcheck shell=sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# The harness of the command tests, which speak TAP. A test script begins
#
#	. "$(dirname "$0")/lib.sh"
#	begin "$@"		# PROGRAM SOURCE-ROOT [HOOKS-PROGRAM]
#
# and ends with `end`. It runs in an empty directory of its own, $work. Each
# claim is one line of output; what explains a failure follows it behind "#".
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset INCAMERA_FAULT NO_COLOR
# A shell cannot mind again what it was started to ignore, as by nohup.
if [ -z "${SIGNALS_MINDED-}" ]; then
	SIGNALS_MINDED=yes exec env \
	    --default-signal=HUP,INT,QUIT,PIPE,TERM sh "$0" "$@"
fi
unset SIGNALS_MINDED
nth=0
failed=0

absolute() {
	case $1 in
	'' | /*) echo "$1" ;;
	*) echo "$PWD/$1" ;;
	esac
}

begin() {
	incamera=$(absolute "$1")
	# Used by the scripts that read this file.
	# shellcheck disable=SC2034
	root=$2 samples=$2/samples hooks=$(absolute "${3-}")
	work=$(mktemp -d) || exit 1
	trap 'cd /; chmod -R u+w "$work"; rm -rf "$work"' EXIT
	trap 'exit 1' HUP INT TERM
	cd "$work" || exit 1
	: >stdout
	: >stderr
}

end() {
	echo "1..$nth"
	[ "$failed" = 0 ]
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# run ARG...: the program; $status, stdout and stderr are what it left.
run() {
	status=0
	"$incamera" "$@" >stdout 2>stderr </dev/null || status=$?
}

# note FILE: show it behind #, not without end.
note() {
	sed -n '1,40s/^/# /p' "$1"
}

# verdict STATUS CLAIM: print the line; STATUS 0 is good.
verdict() {
	nth=$((nth + 1))
	if [ "$1" = 0 ]; then
		echo "ok $nth - $2"
		return 0
	fi
	failed=1
	echo "not ok $nth - $2"
	return 1
}

# claim CLAIM COMMAND...: true if the command is; its output explains.
claim() {
	text=$1
	shift
	result=0
	"$@" >claim.log 2>&1 </dev/null || result=$?
	verdict "$result" "$text" || {
		echo "# status $result: $*"
		note claim.log
	}
}

# The claim is that the command fails.
refuse() {
	text=$1
	shift
	result=0
	"$@" >claim.log 2>&1 </dev/null && result=1
	verdict "$result" "$text" || {
		echo "# succeeded: $*"
		note claim.log
	}
}

# ends STATUS CLAIM: the last run ended so.
ends() {
	[ "$status" = "$1" ]
	verdict $? "$2 (status $1)" || {
		echo "# status $status"
		note stderr
	}
}

# says FILE CLAIM: the last run wrote to FILE (stdout or stderr) what stands
# on standard input, and nothing else.
says() {
	cat >wanted
	cmp -s wanted "$1"
	verdict $? "$2" || diff -u wanted "$1" | sed 's/^/# /'
}

# has FILE TEXT CLAIM: a line of the file holds the text.
has() {
	grep -qF -e "$2" "$1"
	verdict $? "$3" || {
		echo "# not found: $2"
		note "$1"
	}
}

# lacks FILE TEXT CLAIM: no line does.
lacks() {
	! grep -qF -e "$2" "$1"
	verdict $? "$3" || {
		echo "# found: $2"
		note "$1"
	}
}

# same A B CLAIM: two files or trees are alike.
same() {
	diff -r "$1" "$2" >claim.log 2>&1
	verdict $? "$3" || note claim.log
}

# A tree's names, modes and bytes, in an order.
fingerprint() {
	find "$1" -printf '%P %m %l\n' | sort
	find "$1" -type f -exec sha256sum {} + | sort
}

# small: a spec of four short documents and six boxes, beside its sources.
small() {
	mkdir -p src
	cp "$samples/misc/roster-rotated.pdf" src/roster.pdf
	cp "$samples/misc/ledger-cropped.pdf" src/ledger.pdf
	cp "$samples/email/2018-03-thread.pdf" src/mail.pdf
	cp "$samples/letters/translation.pdf" src/letter.pdf
	cat >src/small.yaml <<-'EOF'
	matter: Roe v. County of Example, No. 2:26-cv-00001
	bates: { prefix: COE, digits: 6, start: 1 }
	prefixes: [COE]
	legend: { text: CONFIDENTIAL, position: bottom-left }
	codes:
	  PII: { text: Personal identifiers, basis: protective order }
	documents: [roster.pdf, ledger.pdf, mail.pdf, letter.pdf]
	redactions:
	  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
	  - { id: B, bates: COE000002, rect: [140, 122, 330, 142], code: PII }
	  - { id: C, bates: COE000003, rect: [128, 80, 345, 95], code: PII }
	  - { id: D, bates: COE000004-5, rect: whole, code: PII }
	  - { id: E, file: letter.pdf, page: "1,2", rect: [72, 100, 300, 130], code: PII }
	EOF
}

# tiny: three of them, drawn coarsely, for what is done a hundred times.
tiny() {
	small
	cat >src/tiny.yaml <<-'EOF'
	matter: Roe v. County of Example, No. 2:26-cv-00001
	bates: { prefix: COE, digits: 6, start: 1 }
	prefixes: [COE]
	raster: { dpi: 100 }
	codes:
	  PII: { text: Personal identifiers, basis: protective order }
	documents: [roster.pdf, ledger.pdf, mail.pdf]
	redactions:
	  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
	  - { id: B, bates: COE000002, rect: [140, 122, 330, 142], code: PII }
	  - { id: C, bates: COE000003, rect: [128, 80, 345, 95], code: PII }
	  - { id: D, bates: COE000004, rect: whole, code: PII }
	EOF
}

# under [--stopped COMMAND] ARG...: the program with hooks, with the fault that
# $INCAMERA_FAULT names; else as run.
under() {
	if [ "$1" = --stopped ]; then
		stopped=$2
		shift 2
		set -- --stopped "$stopped" "$hooks" "$@"
	else
		set -- "$hooks" "$@"
	fi
	status=0
	python3 -B "$root/tests/cli/under.py" "$@" >stdout 2>stderr \
	    </dev/null || status=$?
}

# at POINT COMMAND ARG...: the program with hooks; it waits at that point until
# COMMAND is done.
at() {
	INCAMERA_FAULT="$1:stop"
	export INCAMERA_FAULT
	stopped=$2
	shift 2
	under --stopped "$stopped" "$@"
	unset INCAMERA_FAULT
}

# What of an output directory must not depend on how it came about: all but
# the journal's order, its clock, and what later lines of it replace.
settled() {
	(cd "$1" && find . -printf '%P %y %m\n' | sort)
	(cd "$1" && find . -type f ! -name journal.jsonl -exec sha256sum {} + \
	    | sort)
	sed -n '/}$/s/^{"at":"[^"]*",//p' "$1/private/journal.jsonl" |
	    awk -F '"' '{ last[$4] = $0 } END { for (o in last) print last[o] }' |
	    sort
}

# alike A B: two productions are one, beside the clock.
alike() {
	settled "$1" >settled.a
	settled "$2" | diff settled.a -
}

# again REF CLAIM: apply --resume goes on, and out/ ends as REF is.
again() {
	run apply src/tiny.yaml -o out --resume
	if [ "$status" = 0 ]; then
		alike "$1" out >claim.log 2>&1
	else
		false
	fi
	verdict $? "$2" || {
		echo "# status $status"
		note stderr
		note claim.log
	}
}

# whole DIR REF: what has a name in DIR/redacted/ or unredacted/ is what REF has
# there, and no list of hashes stands beside a set that is not whole. Or there
# is no DIR.
whole() {
	for half in redacted unredacted; do
		for file in "$1/$half"/*; do
			[ -e "$file" ] || continue
			cmp "$file" "$2/$half/${file##*/}" || return 1
		done
	done
	[ ! -e "$1/SHA256SUMS" ] || (cd "$1" && sha256sum -c --quiet SHA256SUMS)
}

# hunt OUT TSV: no planted word is anywhere in the tree.
hunt() {
	python3 -B "$root/tests/cli/hunt.py" "$@"
}
