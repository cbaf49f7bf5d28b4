# shellcheck shell=sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# What the tests of verify share: a production, and how copies of it are
# changed and held against files and spec.
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
page "Reginald Ferncastle" "." >comma.pdf
cat >src/small.yaml <<'EOF_SPEC'
matter: Roe v. County of Example, No. 2:26-cv-00001
logs: { formats: csv }
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

log=logs/redaction-log.csv index=logs/bates-index.csv
one=redacted/COE000001.pdf two=redacted/COE000002.pdf
plain=redacted/COE000008.pdf

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
# forged PLAIN.PDF: the same production made of another source, in place of ours.
forge() {
	rm -rf other forged
	cp -a src other
	rm other/small.lock other/bates.registry
	cp "$1" other/plain.pdf
	"$incamera" apply other/small.yaml -o forged -q
}
exchange() {
	cp ../forged/redacted/COE000008.pdf redacted/ &&
	    rehash redacted/COE000008.pdf
}
