#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The numbers of all specs of a matter: none is given twice, none ever moves.
. "$(dirname "$0")/lib.sh"
begin "$@"

# paper NAME PAGES: a PDF of its own.
paper() {
	python3 -B "$root/tests/cli/badinput/pdf.py" "" "" \
	    "% $1" >one-page.pdf
	qpdf --deterministic-id --empty --pages one-page.pdf \
	    "$(yes 1 | head -n "$2" | paste -sd,)" -- "src/$1.pdf"
}
# spec NAME BATES DOCUMENT...
spec() {
	name=$1
	printf 'matter: M\nbates: { prefix: COE%s }\n' "$2" >"src/$name.yaml"
	shift 2
	cat >>"src/$name.yaml" <<-EOF
	raster: { dpi: 72 }
	logs: { formats: [csv] }
	codes: { PII: { basis: order } }
	documents:
	EOF
	for document; do
		echo "  - $document" >>"src/$name.yaml"
	done
}
# make NAME ARG...: apply it to a directory of that name.
make() {
	name=$1
	shift
	run apply "src/$name.yaml" -o "$name" -q "$@"
}
names() {
	(cd "$1/redacted" && echo *)
}
lines() {
	wc -l <src/bates.registry
}

mkdir src
for made in a:3 b:2 c:2 d:1 e:1 x:2 late:2 more:1; do
	paper ${made%:*} ${made#*:}
done

spec one "" a.pdf b.pdf
run plan src/one.yaml
ends 0 "a spec is planned"
claim "which enters nothing" test ! -e src/bates.registry
make one
ends 0 "and made"
claim "its registry is its owner's" test "$(stat -c %a src/bates.registry)" = 600
cat >check.py <<'EOF'
import hashlib, json, pathlib, sys
before, seen = '0' * 64, []
for line in pathlib.Path('src/bates.registry').read_bytes().splitlines():
    told = json.loads(line)
    assert told['before'] == before, 'the chain is broken'
    before = hashlib.sha256(line).hexdigest()
    source = (pathlib.Path('src') / told['file'])
    if source.exists():
        assert told['sha256'] == hashlib.sha256(
            source.read_bytes()).hexdigest(), told
    seen.append('{spec}:{file}:{first}-{last}'.format(**told))
assert seen == sys.argv[1:], seen
EOF
one="one.yaml:a.pdf:COE000001-COE000003 one.yaml:b.pdf:COE000004-COE000005"
claim "and has a line for each document" python3 -B check.py $one

# The same again.
make one --resume
ends 0 "the same spec again"
run apply src/one.yaml -o VOL002 --replaces one -q
ends 0 "and as a replacement volume"
cp src/one.yaml src/copy.yaml
make copy
ends 0 "and under another name"
claim "enter nothing" python3 -B check.py $one

# Another document on a number of theirs.
spec clash ", start: 3" x.pdf c.pdf
make clash
ends 2 "another document does not get a number of theirs"
sed -i "s/$(date -u +%F)/DAY/" stderr
says stderr "which names both" <<'EOF'
incamera: src/clash.yaml:7:5: error: x.pdf would have COE000003-COE000004, but COE000001-COE000003 was given to a.pdf (one.yaml, DAY): no number is used twice, so give it another first number by `bates:`, or all by `start: next`
      - x.pdf
        ^
incamera: src/clash.yaml:8:5: error: c.pdf would have COE000005-COE000006, but COE000004-COE000005 was given to b.pdf (one.yaml, DAY): no number is used twice, so give it another first number by `bates:`, or all by `start: next`
      - c.pdf
        ^
EOF
claim "and nothing is written" sh -c '! ls -d clash src/clash.lock'
run plan src/clash.yaml
ends 2 "plan says so, too"

# Later volumes go on.
spec two ", start: next" c.pdf d.pdf
run plan src/two.yaml
has stdout "COE000006-COE000007" "a later volume goes on after the first"
make two
claim "and is made so" test "$(names two)" = \
    "COE000006-COE000007.pdf COE000008.pdf"
spec three ", start: next" e.pdf
make three
claim "and a third after that" test "$(names three)" = COE000009.pdf
make two --resume
ends 0 "the second stays where it was"
rm src/two.lock
make two --resume
ends 0 "even without its lock"
claim "on its numbers" test "$(names two)" = \
    "COE000006-COE000007.pdf COE000008.pdf"
rm src/two.lock
spec two ", start: 20" c.pdf d.pdf
make two
ends 2 "from which nothing moves it"
has stderr "c.pdf was given COE000006-COE000007 on $(date -u +%F) and would now \
have COE000020-COE000021: give it bates: COE000006" "which says what to do"
spec two ", start: next" c.pdf d.pdf
mv src/two.yaml src/zwei.yaml
run plan src/zwei.yaml
ends 2 "under another name it must have its lock"
has stderr "c.pdf has numbers already, COE000006-COE000007, of two.yaml, which \
is not there: if that is this spec, give it its name again or rename its .lock, \
too" "which is said"
mv src/zwei.yaml src/two.yaml
make two
mv src/two.yaml src/zwei.yaml
mv src/two.lock src/zwei.lock
run plan src/zwei.yaml
ends 0 "and with it needs nothing else"
mv src/zwei.yaml src/two.yaml
mv src/zwei.lock src/two.lock
spec twice ", start: next" a.pdf
run plan src/twice.yaml
has stderr "warning: a.pdf has numbers already, COE000001-COE000003 (one.yaml), \
and gets others, COE000010-COE000012" "a document may have two numbers, but that \
is said"

# Late ones.
spec one "" a.pdf \
    "{ file: late.pdf, after: COE000003, number: suffix }" b.pdf \
    "{ file: more.pdf, after: COE000003, number: next }"
make one
ends 0 "what comes late finds a place"
claim "and moves nothing" test "$(names one)" = "COE000001-COE000003.pdf \
COE000003.001-COE000003.002.pdf COE000004-COE000005.pdf COE000010.pdf"
tail -c +4 one/logs/bates-index.csv | cut -d, -f1-3,5 | tr -d '\r' | head -n 5 >index
says index "the index has them in their places" <<'EOF'
BEGBATES,ENDBATES,PGCOUNT,AFTER
COE000001,COE000003,3,
COE000003.001,COE000003.002,2,COE000003
COE000004,COE000005,2,
COE000010,COE000010,1,COE000003
EOF
run verify one --spec src/one.yaml
ends 0 "which is proved"
run plan src/one.yaml
has stdout "late.pdf (after COE000003)" "plan shows what it comes after"
run plan src/one.yaml --json
claim "as JSON, too" python3 -c '
import json
told = json.load(open("stdout"))["documents"]
after = {d["source"]: d.get("after") for d in told}
assert after == {"a.pdf": None, "late.pdf": "COE000003", "b.pdf": None,
                 "more.pdf": "COE000003"}, after'
sed -i '1i service: confidentiality' src/one.yaml
run package one --spec src/one.yaml --profile plain -o pack -q
ends 0 "a package of it is made"
claim "whose index and load file have them in their order" python3 -c '
import pathlib
seen = 0
for path in pathlib.Path("pack").rglob("*"):
    text = path.read_text(errors="replace") if path.is_file() else ""
    if "BEGBATES" in text:
        at = [text.find(n) for n in ("COE000001", "COE000003.001",
                                     "COE000004", "COE000010")]
        assert -1 not in at and at == sorted(at), (path, at)
        seen += 1
assert seen > 1, seen'
spec four ", start: next" x.pdf
make four
claim "and a later volume goes on after that" test "$(names four)" = \
    COE000011-COE000012.pdf
make one --resume
claim "what was placed stays" test "$(names one)" = "COE000001-COE000003.pdf \
COE000003.001-COE000003.002.pdf COE000004-COE000005.pdf COE000010.pdf"
spec five "" "{ file: e.pdf, bates: COE000300 }" \
    "{ file: d.pdf, after: COE000005, number: suffix }" \
    "{ file: more.pdf, after: COE000003, number: suffix }"
run plan src/five.yaml
has stdout "COE000005.001" "it may come after a document of another spec"
has stdout "COE000003.003" "with the next suffix that is free"

# Copies that bear their numbers.
mkdir src/p
cp one/redacted/COE000001-COE000003.pdf src/p/a.pdf
qpdf --empty --pages src/p/a.pdf 2-3 -- src/p/excerpt.pdf
spec motion "" "{ file: p/a.pdf, bates: COE000001, stamped: true }"
run plan src/motion.yaml
ends 0 "a stamped document is a copy of what a spec numbered"
spec motion "" "{ file: p/excerpt.pdf, bates: COE000002, stamped: true }"
make motion
ends 0 "or of a part of it"
before=$(lines)

# Killed between registry and lock.
if [ -n "$hooks" ]; then
	spec kill ", start: next" a.pdf
	INCAMERA_FAULT=registered:kill
	export INCAMERA_FAULT
	under apply src/kill.yaml -o kill -q
	unset INCAMERA_FAULT
	claim "a kill between registry and lock" test ! -e src/kill.lock
	claim "leaves a line" test "$(lines)" = $((before + 1))
	make kill
	ends 0 "which the next run finds"
	claim "on its numbers" test "$(names kill)" = COE000013-COE000015.pdf
	claim "and enters no other" test "$(lines)" = $((before + 1))
	spec first ", start: next" b.pdf
	spec second ", start: next" c.pdf
	at planned "$incamera apply src/second.yaml -o second -q" \
	    apply src/first.yaml -o first -q
	ends 2 "of two volumes that are made at once"
	has stderr "b.pdf would have COE000016-COE000017, but COE000016-COE000017 \
was given to c.pdf (second.yaml" "the later one to enter is refused"
	claim "and writes nothing" sh -c '! ls -d first src/first.lock'
	make first
	claim "and goes on when it is run again" test "$(names first)" = \
	    COE000018-COE000019.pdf
fi

# A part is made, all is entered.
before=$(lines)
spec part "" "{ file: d.pdf, bates: COE000600 }" "{ file: e.pdf, bates: COE000700 }"
make part --bates COE000600
ends 0 "a part of a production is made"
claim "and all its documents are entered" test "$(lines)" = $((before + 2))

# Damage.
cp src/bates.registry kept
rm src/bates.registry
run apply src/one.yaml -o one
ends 0 "without its registry a spec goes on"
has stderr "warning: bates.registry is not there, though one.lock has \
documents: their numbers are entered now; if it was moved or deleted, put it \
back" "with a warning"
claim "and enters its own" test "$(lines)" = 4
sed 1q kept >src/bates.registry
run apply src/one.yaml -o one
has stderr "warning: bates.registry does not know 3 of the documents that \
one.lock has, the first of them COE000003.001-COE000003.002" "one that was cut is told \
of, too"
sed 's/COE000004/COE000044/' kept >src/bates.registry
for command in plan "apply -o one"; do
	run $command src/one.yaml
	ends 2 "one that was changed is refused"
	has stderr "bates.registry: line " "by its line"
	has stderr "put back the file as it was: it is only ever added to" \
	    "with what to do"
done
head -c -20 kept >src/bates.registry
make one
ends 0 "a line that a kill cut counts for nothing"
make part
ends 0 "and is entered again"
cp kept src/bates.registry
run served two --spec src/two.yaml --to plaintiffs --date "$(date +%F)"
mv src/two.lock src/bates.registry .
run plan src/two.yaml
ends 2 "what was served knows of numbers when nothing else does"
has stderr "two.served says what was served, but neither two.lock nor \
bates.registry has its documents: put them back" "which is said"
spec two ", start: 7" c.pdf d.pdf
run plan src/two.yaml
ends 2 "and so it is where nothing depends on it"
has stderr "c.pdf would have COE000007-COE000008, but a document with \
COE000008 was served on plaintiffs on $(date +%F): put back two.lock" \
    "but would move a number"
spec two ", start: 6" c.pdf d.pdf
run plan src/two.yaml
ends 0 "what moves none is made"
spec two ", start: next" c.pdf d.pdf
mv two.lock bates.registry src/

# Elsewhere.
mkdir -p matter/vol1 matter/vol2
cp src/a.pdf matter/vol1/
cp src/b.pdf matter/vol2/
spec far ", start: next, registry: ../bates.registry" a.pdf
cp src/far.yaml matter/vol1/production.yaml
sed 's/a.pdf/b.pdf/' src/far.yaml >matter/vol2/production.yaml
run apply matter/vol1/production.yaml -o far1 -q
run apply matter/vol2/production.yaml -o far2 -q
ends 0 "two directories may share a registry"
claim "in which specs of one name are two" sh -c \
    'grep -o "\"spec\":\"[^\"]*\"" matter/bates.registry | sort | tr "\n" " " |
    grep -qx "\"spec\":\"vol1/production.yaml\" \"spec\":\"vol2/production.yaml\" "'
claim "and go on after each other" test "$(names far2)" = \
    COE000004-COE000005.pdf
mv matter moved
run apply moved/vol2/production.yaml -o far2 --resume -q
ends 0 "and may be moved together"
spec far ", registry: no/such/bates.registry" a.pdf
run plan src/far.yaml
ends 2 "a registry needs a directory"
says stderr "which is said" <<'EOF'
incamera: error: the registry of numbers, no/such/bates.registry, has no directory: `registry:` names a file in one that is there
EOF
end
