#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# verify --spec: another spec, another source, a part, and what was measured.
. "$(dirname "$0")/lib.sh"
begin "$@"
. "$root/tests/cli/verifylib.sh"
run verify out --spec src/small.yaml --json
cp stdout one.json

# What was measured.
page "Abe Lee Wolverton12" "," >twin.pdf
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
import json, os, subprocess, sys
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
    assert all(p['ran'] and p['ok'] for p in d['proofs']), d['proofs']
    seen = [r['page'] for r in rows(d, 'collateral')['measured']]
    want = [n for n in numbers if n not in whole]
    assert seen == want, (seen, want)
    for r in rows(d, 'collateral')['measured']:
        assert r['cells'] > 100000 and 0 <= r['worst'] <= 48000, r
    said = [(r['page'], r['id']) for r in rows(d, 'boxes')['measured']]
    want = [(n, i) for n in numbers for i in boxes.get(n, [])]
    assert said == want, (said, want)
    for r in rows(d, 'boxes')['measured']:
        assert r['pixels'] > 10000 and r['worst'] == 0, r
    said = [r['page'] for r in rows(d, 'endorsement')['measured']]
    assert said == numbers, (said, numbers)
    said = [r['bytes'] for r in rows(d, 'structure')['measured']]
    assert said == [os.path.getsize(path)], said
    assert len(rows(d, 'words')['measured']) == 1, rows(d, 'words')
EOF_PY
claim "its pages and boxes are those of the spec and of the files" \
    python3 -B count.py out/private/verify.json
claim "and the measures of verify --spec are those of apply" python3 -B -c '
import json
a = json.load(open("out/private/verify.json"))["documents"]
b = json.load(open("one.json"))["documents"]
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
