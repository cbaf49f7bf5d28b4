#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Fields of documents: from the spec and a CSV, into the manifest and nowhere
# else than they belong; and documents chosen by category.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
cat >src/fields.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
service: privilege
codes:
  PII: { text: Personal identifiers, basis: protective order }
  AC: { text: Legal advice, basis: Fed. R. Evid. 502, privileged: true }
documents_csv: index.csv
documents:
  - { file: roster.pdf, category: Rosters, dispute: open }
  - ledger.pdf
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: [PII, AC],
      category: Identifiers, status: objected,
      privilege: Attorney-client, description: advice }
EOF
printf '\357\273\277%s\n%s\n' 'File,BegBates,Category,Date,Custodian' \
    'ledger.pdf,COE000002,Ledgers,03/05/2018,Zimmerlake' >src/index.csv

# told FIELD: of each document, from the manifest.
told() {
	python3 -c 'import json, sys
m = json.load(open("out/private/manifest.json"))
print(*[eval(sys.argv[1], {"m": m, "d": d}) for d in m["documents"]])' "$1"
}

run apply src/fields.yaml -o out
ends 0 "documents with fields are made"
says stderr "without a word" </dev/null
told 'sorted(d["fields"].items())' >listed
cat >wanted <<'EOF'
[('category', 'Rosters'), ('dispute', 'open')] [('category', 'Ledgers'), ('date', '2018-03-05')]
EOF
same wanted listed "the manifest has the fields of spec and CSV"
told '(m["service"], m["codes"][1]["privileged"],
    m["redactions"][0]["code"], m["redactions"][0]["status"])' | head -c 50 >listed
printf "('privilege', True, ['PII', 'AC'], 'objected') ('p" >wanted
same wanted listed "and the service, the codes, the status"
refuse "what no column of ours says is nowhere" \
    grep -rqi zimmerlake out stdout src/fields.lock
run verify out
ends 0 "the output is verified"
run verify out --spec src/fields.yaml
ends 0 "and with its spec"

run plan src/fields.yaml --category ledgers --json
ends 0 "a category selects"
python3 -c 'import json
print(*[d["range"] for d in json.load(open("stdout"))["documents"]
        if d["selected"]])' >listed
echo COE000002 >wanted
same wanted listed "its documents, in any case"
run apply src/fields.yaml -o part --category Identifiers
ends 0 "a redaction's category makes a part"
ls part/redacted >listed
echo COE000001.pdf >wanted
same wanted listed "of the document that it is on"
has part/logs/bates-index.csv PARTIAL "the index says PARTIAL"
run plan src/fields.yaml --bates COE000001 --category Ledgers
ends 2 "a category takes only of what --bates names"
says stderr "and says so" <<'EOF'
incamera: error: --category: no document that --bates names is of that category
EOF

# A privilege that nobody acted upon.
tiny
sed -i 's/ledger.pdf,/{ file: ledger.pdf, privilege: Work product },/' \
    src/tiny.yaml
sed '/COE000002/d' src/tiny.yaml >src/whole.yaml
run plan src/whole.yaml
ends 0 "a privileged document may be produced whole"
has stderr "COE000002 is said to be privileged and is produced whole: withhold \
it, redact it, or take the privilege away" "but it is said"
run plan src/tiny.yaml
has stderr "COE000002 is said to be privileged and is produced without a \
redaction under a privileged code" "and so is one that is redacted for another reason"
run apply src/whole.yaml -o whole --strict
ends 3 "--strict makes a failure of it"
has stderr "ledger.pdf: error: has warnings" "of the document"
refuse "which is not there" test -e whole/redacted/COE000002.pdf
run completion
has stdout "--category" "the completion offers --category"
end
