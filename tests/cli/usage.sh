#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The command line itself: mistakes, help, where things are printed.
. "$(dirname "$0")/lib.sh"
begin "$@"

run
ends 2 "no command is a mistake"
says stderr "which says where the commands are shown" <<'EOF'
incamera: error: which command?
incamera: "incamera help" shows the commands
EOF
run aply
ends 2 "a mistyped command is a mistake"
says stderr "and the right one is suggested" <<'EOF'
incamera: error: there is no command "aply": did you mean "apply"?
incamera: "incamera help" shows the commands
EOF
run apply --resum spec.yaml -o
ends 2 "an option without its argument is a mistake"
has stderr "-o needs an argument" "which is named"
run apply --resumme spec.yaml -o out
ends 2 "a mistyped option is a mistake"
has stderr "no option --resumme: did you mean --resume?" \
    "and the right one is suggested"
run plan --resume spec.yaml
ends 2 "an option of another command is a mistake"
run plan -x spec.yaml
has stderr "it has no option -x" "an unknown letter is named"
run apply --json=yes spec.yaml -o out
has stderr "--json=yes: it takes no argument" "a needless argument is named"
for n in 0 -1 257 1x '' 99999999999999999999; do
	run apply -j "$n" spec.yaml -o out
	ends 2 "-j \"$n\" is a mistake"
done
run apply spec.yaml
ends 2 "apply without -o is a mistake"
run apply -o out
ends 2 "apply without a spec is a mistake"
run plan a.yaml b.yaml
ends 2 "a second spec is a mistake"
run version now
ends 2 "version takes no name"
claim "nothing was written" test ! -e out

run help
ends 0 "help is no mistake"
for c in apply clawback completion help new package plan served verify version; do
	has stdout "  $c" "help lists $c"
	run help "$c"
	ends 0 "help $c"
	has stdout "usage: incamera $c" "shows how $c is used"
	cp stdout helped
	run "$c" --help
	same helped stdout "as $c --help does"
	run help
done
run help served
has stdout "usage: incamera served --date DAY --spec SPEC --to PARTY [options] OUT" \
    "what a command must have is not in brackets"
has stdout "       incamera served --list --spec SPEC" "nor what a list must"
has stdout "--to PARTY            on whom it was served (required)" \
    "and is marked among the options"
refuse "which are told of this command alone" grep -q package stdout
run help package
has stdout "usage: incamera package -o DIR --profile NAME|FILE --spec SPEC [options] OUT" \
    "as of a package"
run help clawback
has stdout "usage: incamera clawback --basis TEXT --bates RANGE|@FILE [options] SPEC" \
    "and of a claim"
run --version
has stdout "libraries: mupdf " "--version names the libraries"
run version
ends 0 "version is no mistake"

claim "the completion is a script of bash" sh -c "$incamera completion | bash -n"
cat >complete.bash <<'EOF'
source completion
COMP_WORDS=(incamera "$@")
COMP_CWORD=$#
_incamera
echo "${COMPREPLY[@]}"
EOF
"$incamera" completion >completion
# completes WORDS WANTED...
completes() {
	words=$1
	shift
	echo "$*" >wanted
	# shellcheck disable=SC2086 # a list of words
	bash complete.bash $words >completed
	same wanted completed "\"$words\" is completed"
}
completes "ver" verify version
completes "help com" completion
completes "apply --res" --resume
completes "plan --re" ""
completes "verify --no" --no-sandbox
completes "package --pro" --profile
completes "package out --to pub" public
mkdir "a dir"
touch afile
completes "apply -o a" "a dir"

small
refuse "a full disk behind stdout is no success" \
    sh -c "$incamera plan src/small.yaml >/dev/full"
"$incamera" plan src/small.yaml >/dev/full 2>stderr
has stderr "cannot write to standard output" "and is told"
run plan src/small.yaml
ends 0 "a plan is printed"
claim "without a terminal there are no colours" \
    sh -c '! grep -q "$(printf "\033")" stdout stderr'
claim "its lines fit in 80 columns" sh -c '! grep -q ".\{81\}" stdout'
claim "a reader that leaves early is no reason to complain" sh -c \
    "$incamera plan -q src/small.yaml 2>err | head -n 1 >/dev/null; test ! -s err"
run plan --json src/small.yaml
claim "--json is one JSON object" python3 -c \
    'import json; json.load(open("stdout"))["documents"]'
run apply --json src/small.yaml -o used -j2
claim "apply --json says what parent and children used" python3 -c '
import json
usage = json.load(open("stdout"))["usage"]
print(usage)
assert {who: row["processes"] for who, row in usage.items()} == {
    "parent": 1, "scout": 8, "make": 4, "structure": 4, "content": 4, "rest": 4}
for row in usage.values():
    assert sorted(row) == ["cpu_ms", "peak_kb", "processes"]
    assert row["peak_kb"] > 1000
# What draws is seen to work, and cannot take longer than the test.
assert 10 < usage["make"]["cpu_ms"] < 300000
assert 10 < usage["rest"]["cpu_ms"] < 300000
'
refuse "no file of the output does" grep -rqE 'cpu_ms|peak_kb' used src
run verify --json used
claim "nor does verify, whose words are those of verify.json" \
    sh -c '! grep -qE "cpu_ms|peak_kb" stdout'
run apply --json src/small.yaml -o used --resume
claim "what is kept was made by no child" python3 -c '
import json
usage = json.load(open("stdout"))["usage"]
print(usage)
assert [usage[who]["processes"] for who in ("scout", "make", "rest")] == [8, 0, 0]
'
claim "closed standard streams are no files of ours" sh -c \
    "$incamera apply src/small.yaml -o out -q <&- >&- 2>&- && $incamera verify out -q"
run plan nosuch.yaml
ends 2 "a spec that is not there is refused"
has stderr "nosuch.yaml cannot be opened" "by its name"
mkdir -p folder
for command in plan "apply -o made"; do
	# shellcheck disable=SC2086 # a list of words
	run $command folder
	ends 2 "${command%% *} takes no folder for a spec"
	has stderr 'folder is a folder, not a spec: `incamera new FOLDER` writes' \
	    "and says what makes one of it"
done
name=$(printf 'a\033[31mb.yaml')
run plan "$name"
has stderr 'a\x1b[31mb.yaml' "a name cannot paint the terminal"
end
