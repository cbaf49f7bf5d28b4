#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The main job on samples/: what came out, judged by other programs.
. "$(dirname "$0")/lib.sh"
begin "$@"
table=$root/tests/cli/samples-secrets.tsv

# sources: the words are there to be found, and the files stay as they are.
claim "the hunt finds every planted word in the sources" \
    hunt found "$table" "$samples"
cp -R "$samples" prod
rm -rf prod/kit prod/papers prod/make-samples.py prod/README.md
rm -f prod/production.lock prod/bates.registry # of a run in the checkout
fingerprint prod >before

run plan prod/production.yaml
ends 0 "plan is content with the samples"
fingerprint prod >after
same before after "plan writes nothing"
has stdout COE000400-COE000459 "plan names the transcript's numbers"

run apply prod/production.yaml -o out -j2
ends 0 "apply makes the production"
has stdout "Verified: what you listed is gone from these files. Not \
verified: that you listed everything." "the summary says what it does not know"
rm -f prod/production.lock prod/bates.registry
fingerprint prod >after
same before after "the sources are as they were, and only lock and registry are new"

cat >names <<'EOF'
COE000001-COE000014.pdf
COE000120-COE000122.pdf
COE000123-COE000125.pdf
COE000130-COE000131.pdf
COE000132-COE000133.pdf
COE000134.pdf
COE000140.pdf
COE000141.pdf
COE000142.pdf
COE000143.pdf
COE000300-COE000311.pdf
COE000400-COE000459.pdf
PLTF-000001-PLTF-000002.pdf
EOF
ls out/redacted >listed
same names listed "one file a document, named by its range"
(cd out && find . -path ./private -prune -o -type f -printf '%P\n' | sort) \
    >served
{
	sed 's|^|redacted/|' names
	echo SHA256SUMS
	for list in bates-index joint-statement-exhibit privilege-log \
	    redaction-log sealing-chart; do
		printf 'logs/%s\n' $list.csv $list.html $list.xlsx
	done
} | sort >wanted
same wanted served "nothing else is served"
(cd out && sed 's/^[0-9a-f]*  //' SHA256SUMS | sort) >summed
grep -v SHA256SUMS wanted >wanted2
same wanted2 summed "SHA256SUMS is over exactly these"
claim "sha256sum -c passes" sh -c 'cd out && sha256sum -c --strict --quiet \
    SHA256SUMS'
claim "private/ is its owner's alone" \
    test "$(stat -c %a out/private)" = 700

while read -r name; do
	claim "qpdf finds no fault in $name" qpdf --check "out/redacted/$name"
done <names
claim "every page bears its number, and its legend, once" \
    python3 -B "$root/tests/cli/endorsed.py" out "$samples/production.yaml"
claim "the logs are CSV files, row for row what the manifest says" \
    python3 -B "$root/tests/cli/csvs.py" out
claim "pages and spreadsheets say what the CSV files say" \
    python3 -B "$root/tests/cli/tables.py" out
claim "no planted word is anywhere in the output" hunt gone "$table" out
claim "words outside boxes are still on their pages" hunt kept "$table" out
claim "recall: 99 % outside boxes, none inside" \
    python3 -B "$root/tests/recall/recall.py" out "$samples"
sed 's/^/# /' claim.log

run verify out
ends 0 "verify proves it again from the files alone"

# tampered CLAIM COMMAND...: a small production's verify says no, status 1.
small
run apply src/small.yaml -o two -q
ends 0 "a small production is made"
tampered() {
	claimed=$1
	shift
	rm -rf bad
	cp -R two bad
	(cd bad && "$@")
	run verify bad
	ends 1 "$claimed"
}
append() {
	printf ' ' >>"$1"
}
tampered "verify finds a byte too many" append redacted/COE000001.pdf
has stderr COE000001 "and names the file"
tampered "verify finds a file that is missing" rm redacted/COE000002.pdf
tampered "verify finds a file that nobody made" cp redacted/COE000002.pdf \
    redacted/COE000009.pdf
tampered "verify finds two files that were swapped" sh -c \
    'mv redacted/COE000001.pdf x && mv redacted/COE000002.pdf \
    redacted/COE000001.pdf && mv x redacted/COE000002.pdf'
tampered "verify finds a log that was changed" sed -i 's/part/whole/' \
    logs/redaction-log.csv
tampered "verify finds an index that was changed" append logs/bates-index.csv
tampered "verify finds a list of hashes that was changed" sed -i '1d' \
    SHA256SUMS
tampered "verify finds a half that is a link" sh -c \
    'mv redacted ../elsewhere && ln -s ../elsewhere redacted'
has stderr "redacted: error: is not of this production" "and names it"
rm -rf elsewhere
run verify two
ends 0 "verify still proves what nobody touched"
rm -rf two/private
run verify two
ends 2 "verify without private/ is refused"
run verify nowhere
ends 2 "verify of nothing is refused"
end
