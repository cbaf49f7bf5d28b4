#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# A part of a production opens only what it makes: the other sources are away
# while it is planned and made, and nothing is said of them that is not known.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
cp src/tiny.yaml src/full.yaml

# away COMMAND...: with none of the sources that the part does not need.
away() {
	mkdir -p off
	mv src/ledger.pdf src/mail.pdf off/
	"$@"
	mv off/* src/
}

away run apply src/tiny.yaml -o part --bates COE000001
ends 2 "without lock or load file all must be counted"
has stderr "ledger.pdf" "and what is missing is named"
run apply src/tiny.yaml -o part --bates COE000001
ends 0 "with all sources there a part is made"
lacks stdout "would change" "and nothing was made before that could change"
lacks src/tiny.lock '"id":"C"' "the box of what is not made is not frozen"
has src/tiny.lock '"id":"A"' "and that of what is made is"
has src/tiny.lock '"file":"mail.pdf"' "numbers are frozen of all documents"

rm -rf part
away run apply src/tiny.yaml -o part --bates COE000001
ends 0 "with the lock the other sources are not opened"
ls part/redacted >listed
echo COE000001.pdf >wanted
same wanted listed "the part holds what was asked for"
has part/logs/bates-index.csv PARTIAL "and says PARTIAL"
has part/private/manifest.json '"range": "COE000003-COE000005"' \
    "the manifest names what is missing by its numbers"
away run plan src/tiny.yaml --bates COE000001 --json
ends 0 "a part is planned without the others too"
away run plan src/tiny.yaml --bates COE000009
ends 2 "a number of no document is refused"
says stderr "in a sentence" <<'EOT'
incamera: error: --bates: no document holds COE000009
EOT

away run verify part --spec src/tiny.yaml
ends 0 "verify opens only what is in the part"
has stderr "mail.pdf: warning: is not in this set" "and says what is not"

# Of many documents that a part lacks not each has a line.
mkdir many
for i in 1 2 3 4 5 6 7; do
	cp src/roster.pdf many/$i.pdf
done
cat >many.yaml <<'EOT'
bates: { prefix: MANY }
raster: { dpi: 72 }
documents: many/
EOT
run apply many.yaml -o few --bates MANY000001
ends 0 "a part of many documents is made"
run verify few --spec many.yaml
ends 0 "and proved"
says stderr "with a line for some of the others, and one for the rest" <<'EOT'
incamera: many/2.pdf: warning: is not in this set, whose logs say PARTIAL
incamera: many/3.pdf: warning: is not in this set, whose logs say PARTIAL
incamera: many/4.pdf: warning: is not in this set, whose logs say PARTIAL
incamera: many/5.pdf: warning: is not in this set, whose logs say PARTIAL
incamera: many/7.pdf: warning: is not in this set, whose logs say PARTIAL, nor is 1 more before it
EOT

# What all of a production is asked is still asked.
sed 's/basis: protective order }/&\
  AC: { text: Attorney-client, basis: privilege, privileged: true }/
    s/\(id: C.*\)code: PII/\1code: AC, privilege: AC, description: advice/' \
    src/full.yaml >src/tiny.yaml
rm -rf part
away run apply src/tiny.yaml -o part --bates COE000001
ends 0 "a privileged code in a document that is not opened is heeded"
has part/private/manifest.json '"privilege": "C"' \
    "all of it is a matter of privilege"
sed -i 's/, description: advice//' src/tiny.yaml
away run plan src/tiny.yaml --bates COE000001
ends 2 "and so is what the privilege log needs of it"
has stderr "redaction C, has no \"description\"" "which is said by its id"
sed 's/mail.pdf\]/{ file: mail.pdf, bates: COE000002 }]/' src/full.yaml \
    >src/tiny.yaml
away run plan src/tiny.yaml --bates COE000001
ends 2 "a number that two documents have is refused without them"
has stderr "no number is used twice" "in the words that all runs have"
sed '/id: [BCD]/d; s/COE000001, rect/COE000030, rect/
    s/roster.pdf,/{ file: roster.pdf, bates: COE000030 },/' src/full.yaml \
    >src/tiny.yaml
away run apply src/tiny.yaml -o other --bates COE000030
ends 2 "numbers that would move are refused without the documents"
has stderr "ledger.pdf began at COE000002" "and are told of them too"
sed 's/id: D, bates: COE000004/id: D, bates: COE000044/' src/full.yaml \
    >src/tiny.yaml
away run plan src/tiny.yaml --bates COE000001
ends 2 "a redaction on a number of no document is refused"

# A file that is not the one that has these numbers.
cp src/full.yaml src/tiny.yaml
cp src/mail.pdf kept.pdf
cp src/roster.pdf src/mail.pdf
run plan src/tiny.yaml --bates COE000003
ends 2 "a document that is opened has the pages that were known of it"
says stderr "or it is said what is wrong" <<'EOT'
incamera: src/tiny.yaml:7:37: error: mail.pdf has 1 page, and was to have the 3 numbers COE000003-COE000005: put the file back that has as many pages, or correct its numbers
    documents: [roster.pdf, ledger.pdf, mail.pdf]
                                        ^
EOT
cp kept.pdf src/mail.pdf

# What else would change.
run apply src/tiny.yaml -o whole
ends 0 "the whole is made"
cat >>src/tiny.yaml <<'EOF'
  - { id: E, bates: COE000002, rect: [140, 152, 330, 172], code: PII }
  - { id: F, bates: COE000005, rect: [72, 72, 144, 144], code: PII }
EOF
sed -i 's/\[128, 80, 345, 95\]/[128, 80, 345, 96]/' src/tiny.yaml
away run apply src/tiny.yaml -o next --bates COE000001
ends 0 "a part is made when others changed"
grep -A2 'would change' stdout >told
cat >wanted <<'EOF'
not made now, but would change, by their redactions:
  COE000002 (1 new)
  COE000003-COE000005 (1 new, 1 changed)
EOF
same wanted told "and they are named, with what changed"
away run plan src/tiny.yaml --bates COE000001 --json
sed -n '/would_change/,/^	\]/p' stdout | tr -d ' \t\n' >told
has told '{"range":"COE000003-COE000005","new":1,"changed":1}' \
    "--json has it too"
run apply src/tiny.yaml -o next --bates COE000001,COE000002
has stdout "COE000003-COE000005 (1 new, 1 changed)" \
    "what is still not made is told again"
lacks stdout "COE000002 (" "and what was made is not"
run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "nothing stale stays in a directory beside what is made"

# A page that gets nothing, and has no box, is counted and read, not looked at.
processes() {
	tr -d ' \t\n' <stdout |
	    sed 's/.*"scout":{"processes":\([0-9]*\).*/\1/'
}
mkdir bare
cat >bare/bare.yaml <<'EOF'
bates: { prefix: COE, digits: 6, start: 1 }
raster: { dpi: 72 }
documents:
  - { file: ../whole/redacted/COE000001.pdf, bates: COE000001, stamped: true }
  - { file: ../whole/redacted/COE000002.pdf, bates: COE000002, stamped: true }
codes: { PII: { text: Personal identifiers, basis: order } }
redactions:
  - { bates: COE000002, rect: [140, 122, 330, 142], code: PII }
EOF
run apply bare/bare.yaml -o once --json
ends 0 "what bears its numbers is stamped no more"
[ "$(processes)" = 5 ]
verdict $? "and where there is no box, nobody looks under one" 
sed -i 's/^raster/on_unreadable: slip-sheet\n&/' bare/bare.yaml
run apply bare/bare.yaml -o twice --json
[ "$(processes)" = 6 ]
verdict $? "unless a sheet would stand for what cannot be drawn"

# Beside what stands in its directory already.
copies() {
	sed 's/^documents/copies: [redacted, proposed, disputed]\n&/
	    s/roster.pdf,/{ file: roster.pdf, title: A roster },/' \
	    src/full.yaml >src/tiny.yaml
}
copies
rm -rf whole src/tiny.lock
run apply src/tiny.yaml -o whole
ends 0 "a whole production is made in all copies"
cp -a whole whole-1
sed -i 's/\[560, 118, 640, 250\]/[560, 118, 640, 240]/; s/id: A/id: A2/' \
    src/tiny.yaml
away run apply src/tiny.yaml -o whole --bates COE000001
ends 0 "what stands in its directory is not opened either"
lacks whole/logs/bates-index.csv PARTIAL "and the lists are those of all"
for half in redacted/COE000002.pdf redacted/COE000003-COE000005.pdf \
    unredacted/COE000003-COE000005_UNREDACTED-PROPOSED.pdf; do
	cmp -s "whole/$half" "whole-1/$half"
	verdict $? "$half stands as it did"
done
cp src/tiny.yaml kept.yaml
rm -rf new src/tiny.lock
run apply src/tiny.yaml -o new
ends 0 "the same is made anew"
claim "and all is as the part left it" alike new whole
run verify whole --spec src/tiny.yaml
ends 0 "verify finds it whole, too"

# What is served of what stands must not change unseen.
sed 's/A roster/Acme ledger/' kept.yaml >src/tiny.yaml
away run apply src/tiny.yaml -o whole --bates COE000002
ends 2 "what is served of a document that stands is held against its boxes"
sed '/id: D/s/code: PII/&, note: x/' kept.yaml >src/tiny.yaml
away run apply src/tiny.yaml -o whole --bates COE000001
ends 0 "a note is no reason to open anything"
sed '/id: D/s/code: PII/&, status: agreed/' kept.yaml >src/tiny.yaml
away run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "another status is, for it may be in dispute no more"
sed 's/COE000004, rect: whole/COE000005, rect: whole/; s/id: D/id: D2/' \
    kept.yaml >src/tiny.yaml
run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "another box is refused"
says stderr "by its name, and what changed" <<'EOT'
incamera: error: whole/redacted/COE000003-COE000005.pdf is not what this plan makes of mail.pdf (of its redactions 1 new, 0 changed): run without --bates, or with its number too
EOT
cp kept.yaml src/tiny.yaml
sed -i 's/"headed": true/"headed": false/' whole/private/manifest.json
away run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "where a box covered the name of the case, all is opened"
run apply src/tiny.yaml -o whole --bates COE000001
ends 0 "to know in which document it was"
claim "and it is not said that there is one still" alike new whole
sed -i 's/"told":"./"told":"x/' whole/private/journal.jsonl
away run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "what the journal does not know is opened"
run apply src/tiny.yaml -o whole --bates COE000001
ends 0 "and found to be what it was"
printf ' ' >>whole/redacted/COE000002.pdf
run apply src/tiny.yaml -o whole --bates COE000001
ends 2 "an output that was changed is refused"
end
