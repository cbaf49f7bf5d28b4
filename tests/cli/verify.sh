#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# verify, with and without the spec: what was changed is found and named, and
# nothing is written.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
# A source with a password, and a description of its own for each row.
qpdf --encrypt secret owner 256 -- src/letter.pdf src/locked.pdf
printf 'secret\n' >src/password
# page SECRET MARK: a page whose secret lies at [70, 85, 300, 105].
page() {
	python3 -B "$root/tests/cli/badinput/pdf.py" "" \
	    '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>' \
	    "BT /F 12 Tf 72 690 Td ($1) Tj 0 -40 Td (Seen on March 9$2 2018) Tj ET"
}
page "Reginald Ferncastle" "," >src/plain.pdf
cat >src/small.yaml <<'EOF_SPEC'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
prefixes: [COE]
legend: { text: CONFIDENTIAL, position: bottom-left }
codes:
  PII: { text: Personal identifiers, basis: protective order }
  IA: { text: Internal affairs, basis: official information }
documents:
  - roster.pdf
  - ledger.pdf
  - mail.pdf
  - { file: locked.pdf, password_file: password }
  - plain.pdf
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII, description: first }
  - { id: B, bates: COE000002, rect: [140, 122, 330, 142], code: PII, description: second }
  - { id: C, bates: COE000003, rect: [128, 80, 345, 95], code: IA, description: third }
  - { id: D, bates: COE000004-5, rect: whole, code: PII, description: fourth }
  - { id: E, file: locked.pdf, page: "1,2", rect: [72, 100, 300, 130], code: [IA, PII] }
  - { id: F, bates: COE000008, rect: [70, 85, 300, 105], code: PII }
EOF_SPEC
cp src/small.yaml spec.yaml
run apply src/small.yaml -o out -q
ends 0 "a production is made"
cp src/small.lock lock
fingerprint src >src.before
fingerprint out >out.before

# What was not run is said, and how to run it.
run verify out
ends 0 "verify is content with it"
has stdout "proofs       structure, boxes, endorsement, logs" \
    "and says what it proved"
has stdout "NOT RUN      collateral, words: they need the sources: add --spec" \
    "and what not, and how"
run verify out --spec src/small.yaml
ends 0 "verify --spec is content with it, a source with a password too"
has stdout "collateral" "and proves what needs the sources"
lacks stdout "--spec" "and has no advice to give"
run verify out --spec src/small.yaml -j1 --json
cp stdout one.json
run verify out --spec src/small.yaml -j2 --json
sed '/"milliseconds"/d' stdout >two.json
sed -i '/"milliseconds"/d' one.json
same one.json two.json "-j1 and -j2 find the same"
fingerprint src >src.after
fingerprint out >out.after
same src.before src.after "nothing is written beside the spec"
same out.before out.after "nothing is written into out/"

# tampered CLAIM COMMAND...: a copy of out/ is changed. Then `found TEXT` is
# said, without the spec (manifest), with it, and, without private/, with it.
tampered() {
	claimed=$1
	shift
	rm -rf bad
	cp -a out bad
	(cd bad && "$@") || verdict 1 "$claimed: the change was made"
}
check() {
	fingerprint bad >bad.before
	run verify bad "$@"
	ends 1 "$claimed ($how)"
	fingerprint bad >bad.after
	same bad.before bad.after "out/ is left as it is"
}
# found TEXT...: each is said in all three ways.
found() {
	how="from the files alone"
	check
	says_all "$@"
	found_by_spec "$@"
}
found_by_spec() {
	how="with --spec"
	check --spec src/small.yaml
	says_all "$@"
	how="with --spec, without private/"
	rm -rf bad/private
	check --spec src/small.yaml
	says_all "$@"
}
says_all() {
	for text in "$@"; do
		has stderr "$text" "$how: $text"
	done
}

log=logs/redaction-log.csv
index=logs/bates-index.csv
row() {
	grep -n "$2" "bad/$1" | cut -d: -f1
}

tampered "a row taken out of the log" sed -i '/^B,/d' $log
found "$log: error: has no row \"B, COE000002\"" \
    "SHA256SUMS: error: row 2, \"$log\": its hash is not the file's"
tampered "a row put into the log" sed -i '/^B,/p' $log
found "$log: error: row 4 is not of the "
tampered "two rows of the log that changed places" \
    sed -i '/^B,/{h;d};/^C,/{G}' $log
found "$log: error: row 3, \"C, COE000003\", is out of its place" \
    "$log: error: row 4, \"B, COE000002\", is out of its place"
edit_log() {
	sed -i -e '/^A,/s/,PII,/,IA,/' -e '/^C,/s/official/no/' \
	    -e 's/second/fifth/' -e '/^D,COE000005/s/whole/part/' \
	    -e '/^E,COE000007/s/part/&,more/' $log
}
tampered "cells of the log that were changed" edit_log
found "row 2, \"A, COE000001\": \"codes\" is not what the " \
    "row 3, \"B, COE000002\": \"description\" is not what the " \
    "row 4, \"C, COE000003\": \"basis\" is not what the " \
    "row 6, \"D, COE000005\": \"area\" is not what the " \
    "row 8, \"E, COE000007\": \"number of cells\" is not what the "
edit_keys() {
	sed -i -e '/^B,/s/COE000002/COE000001/' -e 's/^C,/X,/' \
	    -e '/^Verified/d' $log
}
tampered "rows that say another page or id, and no limit" edit_keys
found "row 3 is not of the " "has no row \"B, COE000002\"" \
    "row 4 is not of the " "has no row \"C, COE000003\"" \
    "has no row \"Verified: what you listed is gone"
lacks stderr "\"X" "what was put into a list is not repeated"
edit_index() {
	sed -i -e '/^COE000003/{s/,3,/,2,/;s/COE000005/COE000006/}' \
	    -e '/^COE000001/d' -e '/^COE000002/s/,1,.*/,1,0000\r/' $index
}
tampered "an index that was changed" edit_index
found "$index: error: has no row \"COE000001\"" \
    "row 2, \"COE000002\": \"SHA256\" is not what the " \
    "row 3, \"COE000003\": \"PGCOUNT\" is not what the " \
    "row 3, \"COE000003\": \"ENDBATES\" is not what the " \
    "SHA256SUMS: error: row 1, \"$index\": its hash is not the file's"
tampered "an index without its byte order mark" sh -c "tail -c +4 $index >x && mv x $index"
found "$index: error: is not written as this program writes it"
tampered "a set that says PARTIAL and is whole" sed -i \
    '/^Verified/iPARTIAL: not all documents of the production are in this set.' \
    $log
found "$log: error: row 10 is not of the "
edit_sums() {
	sed -i -e '/COE000002/d' -e '/COE000001/s/^..../0000/' SHA256SUMS
}
tampered "a SHA256SUMS that was changed" edit_sums
found "SHA256SUMS: error: has no row \"redacted/COE000002.pdf\"" \
    "SHA256SUMS: error: row 3, \"redacted/COE000001.pdf\": its hash is not the"
tampered "lists that are not there" rm $log $index SHA256SUMS
found "$log: error: is missing" "$index: error: is missing" \
    "SHA256SUMS: error: is missing"

# Files.
append() {
	printf ' ' >>"$1"
}
swap() {
	mv "$1" x && mv "$2" "$1" && mv x "$2"
}
one=redacted/COE000001.pdf two=redacted/COE000002.pdf
tampered "a byte too many" append $one
found "$one: error: could not be proved clean (structure)"
add_and_remove() {
	cp $two redacted/COE000009.pdf && rm $one
}
tampered "a file that nobody made, and one that is not there" add_and_remove
found "redacted/COE000009.pdf: error: is not of this production" \
    "$one: error: is missing"
tampered "two files that changed places" swap $one $two
found "$one: page 1" "$two: page 1" "a page that has not its source's size"
tampered "a half that is a link" sh -c "mv redacted ../else && ln -s ../else redacted"
found "redacted: error: is not of this production"
rm -rf else

# rehash FILE...: who changes a file can correct every list, and the manifest.
rehash() {
	for file in "$@"; do
		sum=$(sha256sum <"$file" | cut -d' ' -f1)
		name=${file##*/}
		name=${name%.pdf}
		old=$(sed -n "s/^\([0-9a-f]*\)  redacted.$name.pdf/\1/p" SHA256SUMS)
		sed -i "/redacted.$name.pdf/s/^[0-9a-f]*/$sum/" SHA256SUMS
		sed -i "/^${name%%-*},/s/,[0-9a-f]*\r/,$sum\r/" $index
		sed -i "/\"output\": \"redacted.$name.pdf/{n;s/$old/$sum/}" \
		    private/manifest.json private/verify.json
	done
	sum=$(sha256sum <$index | cut -d' ' -f1)
	sed -i "/bates-index/s/^[0-9a-f]*/$sum/" SHA256SUMS
	sum=$(sha256sum <$log | cut -d' ' -f1)
	sed -i "/redaction-log/s/^[0-9a-f]*/$sum/" SHA256SUMS
}
swap_and_rehash() {
	swap $one $two && rehash $one $two
}
tampered "two files that changed places with their hashes" swap_and_rehash
claim "sha256sum is content with them" \
    sh -c 'cd bad && sha256sum -c --quiet SHA256SUMS'
found "$one: page 1" "$two: page 1" "a page that has not its source's size"

# forged PLAIN.PDF: the same production made of another source, in place of ours.
forge() {
	rm -rf other forged
	cp -a src other
	rm other/small.lock
	cp "$1" other/plain.pdf
	"$incamera" apply other/small.yaml -o forged -q
}
exchange() {
	cp ../forged/redacted/COE000008.pdf redacted/ &&
	    rehash redacted/COE000008.pdf
}
plain=redacted/COE000008.pdf
page "Reginald Ferncastle" "." >comma.pdf
claim "the same is made of a source that lacks a comma" forge comma.pdf
tampered "an output of it, with its hashes" exchange
run verify bad
ends 0 "the files alone do not tell"
found_by_spec "$plain: page 1 (COE000008): error: could not be proved clean \
(collateral): a place outside boxes that is not as in the source"

# What was measured.
page "Jeremiah Wolverton1" "," >twin.pdf
claim "the same is made of a source with another secret" forge twin.pdf
same out/redacted forged/redacted "nothing of what is served differs"
same out/private/verify.json forged/private/verify.json \
    "nor of what was measured: it tells nothing of a secret"
tampered "a measure that was changed" sed -i '0,/"cells": /s//&1/' \
    private/verify.json
how="from the files alone"
check
has stderr "private/verify.json: error: does not say what the manifest says" \
    "and is named"
how="with --spec"
check --spec src/small.yaml
has stderr "private/verify.json: error: does not say what the manifest says" \
    "and is named"
cat >count.py <<'EOF_PY'
"""Hold verify.json against boxes counted in the spec, and pages by qpdf."""
import json, subprocess, sys
def rows(doc, name):
    proof = [p for p in doc['proofs'] if p['name'] == name]
    assert len(proof) == 1, (doc['output'], name, len(proof))
    return proof[0]
got = json.load(open(sys.argv[1]))
assert got['format'] == 'incamera.verify/1', got['format']
names = [d['output'] for d in got['documents']]
assert names == sorted(names) and len(names) == 5, names
boxes = {'COE000001': ['A'], 'COE000002': ['B'], 'COE000003': ['C'],
         'COE000006': ['E'], 'COE000007': ['E'], 'COE000008': ['F']}
whole = {'COE000004', 'COE000005'}
for d in got['documents']:
    path = 'out/' + d['output']
    pages = int(subprocess.check_output(['qpdf', '--show-npages', path]))
    first = int(d['output'][12:18])
    numbers = ['COE%06d' % (first + i) for i in range(pages)]
    assert [p['name'] for p in d['proofs']] == ['structure', 'boxes',
        'collateral', 'words', 'endorsement', 'logs'], d['proofs']
    for p in d['proofs']:
        assert p['ok'] <= p['ran'], p
    seen = [r['page'] for r in rows(d, 'collateral')['measured']]
    want = [n for n in numbers if n not in whole]
    assert seen == want, (seen, want)
    for r in rows(d, 'collateral')['measured']:
        assert r['cells'] > 100000 and 0 <= r['worst'] <= 48000, r
    said = [(r['page'], r['id']) for r in rows(d, 'boxes')['measured']]
    want = [(n, i) for n in numbers for i in boxes.get(n, [])]
    assert said in (want, []), (said, want)
EOF_PY
claim "its pages and boxes are those of the spec and of the files" \
    python3 -B count.py out/private/verify.json
claim "and the measures of verify --spec are those of apply" python3 -B -c '
import json
a = json.load(open("out/private/verify.json"))["documents"]
b = json.load(open("one.json"))["documents"]
for d in a + b:
    d["proofs"].pop()
assert a == b, (a, b)'
claim "it is private" test "$(stat -c %a out/private/verify.json)" = 600

# The wrong spec, or another state of it.
# against SPEC STATUS CLAIM: out/ is held against it, and left as it is.
against() {
	run verify out --spec "$1"
	ends "$2" "$3"
	fingerprint out >out.after
	same out.before out.after "and out/ is left as it is"
}
sed 's/description: second/description: another/' spec.yaml >src/small.yaml
against src/small.yaml 1 "a spec that describes otherwise is found"
has stderr "row 3, \"B, COE000002\": \"description\" is not what the plan" \
    "in the log"
has stderr "src/small.yaml: warning: is not the text that this production" \
    "and the spec is named"
sed 's/id: B, bates: COE000002, rect: .140/id: B, bates: COE000002, rect: [150/' \
    spec.yaml >src/small.yaml
against src/small.yaml 2 "a box that is not the frozen one is an error"
has stderr "the id B stood for [140.000, 122.000" "that shows both"
rm src/small.lock
against src/small.yaml 1 "without the lock it is a finding"
has stderr "private/manifest.json: error: does not say of redacted/COE000002" \
    "in the manifest"
sed 's/rect: .140, 122, 330, 142/rect: [140, 122, 330, 242/' spec.yaml \
    >src/small.yaml
against src/small.yaml 1 "a larger box is a finding"
has stderr "$two: page 1 (COE000002): error: could not be proved clean \
(boxes): a pixel under a box without the box's colour (redaction B)" \
    "on its page"
sed '/id: F/d' spec.yaml >src/small.yaml
against src/small.yaml 1 "a redaction less is a finding"
has stderr "row 9 is not of the plan" "in the log"
has stderr "$plain: page 1" "and on its page"
sed '/- plain.pdf/d;/id: F/d' spec.yaml >src/small.yaml
against src/small.yaml 1 "a document less is a finding"
has stderr "$plain: error: is not of this production" "which is named"
sed 's/  - plain.pdf/&\n  - { file: comma.pdf, bates: COE000020 }/' spec.yaml \
    >src/small.yaml
cp comma.pdf src
against src/small.yaml 1 "a document more is a finding"
has stderr "redacted/COE000020.pdf: error: is missing" "which is named"
cp spec.yaml src/small.yaml
sed 's/prefix: COE/prefix: COX/;s/COE/COX/g' spec.yaml >src/cox.yaml
against src/cox.yaml 1 "the spec of another production is a finding"
has stderr "redacted/COX000001.pdf: error: is missing" "of what is missing"
has stderr "redacted/COE000001.pdf: error: is not of this" "and of what is not"
echo "documents: [" >src/broken.yaml
against src/broken.yaml 2 "a spec that cannot be read is an error"
against src/none.yaml 2 "a spec that is not there is an error"
sed 's/id: A, /&status: candidate, /' spec.yaml >src/small.yaml
against src/small.yaml 2 "a spec with an open candidate is an error"
cp spec.yaml src/small.yaml
cp lock src/small.lock

# Sources.
cp comma.pdf src/plain.pdf
against src/small.yaml 2 "a source that changed is an error"
has stderr "plain.pdf is not the file that was produced as COE000008" "of the lock"
rm src/small.lock
against src/small.yaml 1 "without the lock it is a finding"
grep -c "plain.pdf\|COE000008" stderr >count
echo 1 >wanted
same wanted count "one, since what it was made of is known"
has stderr "plain.pdf: error: is not the file that $plain was made of" \
    "which names it"
cp -a out bare
rm -rf bare/private
run verify bare --spec src/small.yaml
ends 1 "without lock and private/, too"
has stderr "$plain: page 1 (COE000008): error: could not be proved clean (coll" \
    "by the page"
rm src/plain.pdf
against src/small.yaml 2 "a source that is not there is an error"
has stderr "plain.pdf cannot be opened" "which names it"
page "Reginald Ferncastle" "," >src/plain.pdf
cp lock src/small.lock
printf 'wrong\n' >src/password
against src/small.yaml 2 "a password that does not open is an error"
has stderr "locked.pdf does not open with the password given" "which names it"
printf 'secret\n' >src/password
against src/small.yaml 0 "what is as it was is proved"

# Parts of a production.
run apply src/small.yaml -o part -q --bates COE000002-3
ends 0 "a part is made"
run verify part --spec src/small.yaml
ends 0 "a part is proved"
has stderr "roster.pdf: warning: is not in this set, whose logs say PARTIAL" \
    "and what it lacks is named"
rm -rf part/private
run verify part --spec src/small.yaml
ends 0 "without private/, too"
mv part/$two .
run verify part --spec src/small.yaml
ends 1 "a file that a part lacks is found"
has stderr "$two: error: is missing" "and named"
mv "${two##*/}" part/$two
sed -i '/^COE000002/d' part/$index
run verify part --spec src/small.yaml
ends 1 "a row that a part lacks is found"
has stderr "$index: error: has no row \"COE000002\"" "and named"

# Older outputs, and what is none.
rm -rf old
cp -a out old
sed -i 's/"version": "[^"]*"/"version": "0.0.9"/' old/private/manifest.json
run verify old
ends 0 "an output of another version is proved"
run verify old --spec src/small.yaml
ends 0 "with its spec, too"
python3 -B - <<'EOF_PY'
import json
path = 'old/private/manifest.json'
m = json.load(open(path))
for d in m['documents']:
    d['proofs'] = [p['name'] for p in d['proofs'] if p['ok']]
json.dump(m, open(path, 'w'))
EOF_PY
rm old/private/verify.json
run verify old
ends 0 "an output from before anything was measured is proved"
run verify old --spec src/small.yaml
ends 0 "with its spec, too"
run verify bare
ends 2 "without private/ and without a spec nothing can be proved"
says stderr "which is said in a sentence" <<'EOF_SAYS'
incamera: error: bare has no private: give the spec that it was made of by --spec
EOF_SAYS
rm old/private/manifest.json
run verify old --spec src/small.yaml
ends 1 "a run that did not end is a finding"
has stderr "private/manifest.json: error: is missing" "in a sentence"
run verify nowhere --spec src/small.yaml
ends 2 "no directory is an error"
run plan src/small.yaml --spec src/small.yaml
ends 2 "plan has no --spec"
end
