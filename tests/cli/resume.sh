#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# What --resume keeps, and what it makes again: each time out/ ends as a run
# that nobody disturbed leaves it. What kills leave is in faults.sh.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
run apply src/tiny.yaml -o ref -j1
ends 0 "the reference is made"

# before: a finished production, to be damaged.
before() {
	rm -rf out
	cp -a ref out
}

# kept N: the last run took so many documents over.
kept() {
	if [ "$1" = 0 ]; then
		lacks stdout "kept from an earlier run" "and none is kept"
	else
		has stdout "$1 of these kept from an earlier run" \
		    "and $1 are kept"
	fi
}

before
again ref "--resume on a finished production is content"
kept 3
journal=out/private/journal.jsonl

# damage COMMAND KEPT CLAIM
damage() {
	before
	sh -c "$1"
	again ref "$3"
	kept "$2"
}

damage "sed -i 's/\"proofs\": *[0-9]*/\"proofs\":38/' $journal" 0 \
    "a journal of fewer proofs"
damage "sed -i 's/\"versions\":\"incamera /&9/' $journal" 0 \
    "a journal of another version"
damage "sed -i 's/\"slice\":\"/&0/; s/\"slice\":\"\(.\{64\}\)./\"slice\":\"\1/' \
    $journal" 0 "a journal of other boxes"
damage "rm $journal" 0 "no journal"
damage ": >$journal" 0 "an empty journal"
damage "head -c 5000 /dev/urandom >$journal" 0 "noise for a journal"
damage "printf '%s\n' '{' '[]' '{\"output\":1}' null '' >>$journal" 3 \
    "a journal with lines that are none"
damage "sed -i 1d $journal" 2 "a journal without its first line"
damage "cat $journal $journal >j; cp j $journal" 3 "a journal twice over"
damage "tac $journal >j; cp j $journal" 3 "a journal in another order"
size=$(wc -c <ref/private/journal.jsonl)
first=$(head -n 1 ref/private/journal.jsonl | wc -c)
for cut in 1 2 100 $((size - first + 1)) $((size - first)); do
	# The last byte of a line is its end.
	left=$(head -c $((size - cut)) ref/private/journal.jsonl | wc -l)
	damage "truncate -s -$cut $journal" "$left" \
	    "a journal that lacks its last $cut bytes"
done
damage "printf ' ' >>out/redacted/COE000001.pdf" 2 "a document that grew"
damage ": >out/redacted/COE000001.pdf" 2 "a document of no bytes"
damage "rm out/redacted/COE000002.pdf" 2 "a document that is gone"
damage "cp out/redacted/COE000001.pdf out/redacted/COE000002.pdf" 2 \
    "one document in another's place"
damage "cd out/redacted && mv COE000001.pdf x && mv COE000002.pdf COE000001.pdf &&
    mv x COE000002.pdf" 1 "two documents that changed places"
damage "rm -r out/redacted" 0 "no documents"
damage "rm -r out/logs" 3 "no logs"
damage "rm -r out/private" 0 "no private half"
damage "rm out/SHA256SUMS out/private/manifest.json" 3 "no lists"
damage "echo >>out/logs/redaction-log.csv; echo >>out/SHA256SUMS" 3 \
    "logs and lists that were changed"
damage "touch out/redacted/.incamera-0123456789abcdef.part \
    out/private/.incamera-0123456789abcdef.part out/.incamera-0123456789abcdef.part" \
    3 "what a killed run might leave"
damage "chmod 755 out/private" 3 "a private half that is open to all"
damage "find out src -exec touch -d 1970-01-01 {} +" 3 "files of 1970"
damage "find out src -exec touch -d 2099-12-31 {} +" 3 "files of 2099"
damage "sed -i 's/\"at\":\"20/\"at\":\"99/' $journal" 3 \
    "a journal of a clock that was wrong"

# A link is not followed, neither to read nor to write.
before
cp out/redacted/COE000001.pdf real.pdf
rm out/redacted/COE000001.pdf
ln -s "$work/real.pdf" out/redacted/COE000001.pdf
run apply src/tiny.yaml -o out --resume
ends 2 "a link in the place of a document is refused"
says stderr "in a sentence" <<'EOT'
incamera: error: out/redacted/COE000001.pdf is not of this plan: move it away, or choose another directory
EOT
cmp -s real.pdf ref/redacted/COE000001.pdf
verdict $? "and what it points to is as it was"

# Another spec over an old production.
grep -v 'id: B' src/tiny.yaml >src/less.yaml
cp src/tiny.yaml src/full.yaml
for resume in "" --resume; do
	rm -rf out less src/*.lock src/bates.registry
	cp src/less.yaml src/tiny.yaml
	run apply src/tiny.yaml -o out
	cp -a out less
	cp src/full.yaml src/tiny.yaml
	# shellcheck disable=SC2086 # no word, or one
	run apply src/tiny.yaml -o out $resume
	ends 0 "a box is added, over an old production ${resume:-without --resume}"
	[ -z "$resume" ] || kept 2
	claim "and all is as if there had been none" alike ref out
	cp src/less.yaml src/tiny.yaml
	# shellcheck disable=SC2086
	run apply src/tiny.yaml -o out $resume
	ends 0 "a box is taken away ${resume:-without --resume}"
	[ -z "$resume" ] || kept 2
	claim "and all is as if it had never been" alike less out
done
cp src/full.yaml src/tiny.yaml
before
sed 's/roster.pdf, ledger.pdf/ledger.pdf, roster.pdf/' src/full.yaml \
    >src/tiny.yaml
settled out >before
run apply src/tiny.yaml -o out --resume
ends 2 "numbers that would move are refused with --resume too"
settled out >after
same before after "and the old production is as it was"
sed 's/\[140, 122/[150, 122/' src/full.yaml >src/tiny.yaml
run apply src/tiny.yaml -o out --resume
ends 2 "an old id for another box is refused with --resume too"
settled out >after
same before after "and the old production is as it was"
cp src/full.yaml src/tiny.yaml
cp src/ledger.pdf kept.pdf
echo >>src/ledger.pdf
run apply src/tiny.yaml -o out --resume
ends 2 "a source that changed is refused with --resume too"
settled out >after
same before after "and the old production is as it was"
cp kept.pdf src/ledger.pdf
again ref "with its sources and spec it is content again"
end
