#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# package: what is privileged anywhere in a production counts in each set that
# is made of it, whether that set holds it or not; and so does a claim.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
cat >src/s.yaml <<'EOF'
bates: { prefix: COE, digits: 6, start: 1 }
raster: { dpi: 72 }
copies: [redacted, proposed]
logs: { kinds: [redaction, index], formats: [csv] }
service: confidentiality
codes:
  PII: { text: Personal identifiers, basis: protective order }
  AC: { text: Attorney-client, basis: privilege, privileged: true }
documents: [roster.pdf, mail.pdf]
redactions:
  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
  - { id: P, bates: COE000002, rect: [128, 80, 345, 95], code: AC, status: agreed }
EOF

# forced DIR SPEC REASON CLAIM: the set is packaged as a matter of privilege.
forced() {
	rm -rf pkg
	run package "$1" --profile plain --spec "src/$2" -o pkg
	ends 0 "$4: it is packaged"
	has stdout "service: privilege, because of $3, which is privileged" \
	    "$4: as a matter of privilege"
	refuse "$4: the other side has nothing unredacted" sh -c \
	    'find pkg/opposing-party | grep -i unredacted'
}

run apply src/s.yaml -o VOL001 -q
ends 0 "a production is made"
run apply src/s.yaml -o part --bates COE000001 -q
ends 0 "a part of it, without the privileged document"
forced part s.yaml P "a part"
has pkg/court-in-camera/TRANSMITTAL.txt "No document of this set is withheld" \
    "its letter speaks of nothing else"
run verify part --spec src/s.yaml
ends 0 "verify --spec agrees"
cp -a part bad
sed -i 's/"privilege": "P"/"privilege": ""/' bad/private/manifest.json
run verify bad --spec src/s.yaml
ends 1 "not with a manifest that says nothing of it"
says stderr "it says so" <<'END'
incamera: mail.pdf: warning: is not in this set, whose logs say PARTIAL
incamera: private/manifest.json: error: does not say of privilege what the spec says
END
forced bad s.yaml P "the spec counts as well"
sed -i '/"privilege": ""/d' bad/private/manifest.json
run package bad --profile plain --spec src/s.yaml -o none
ends 2 "a manifest that does not know is refused"
has stderr "run apply --resume again" "with what to do"

run apply src/s.yaml -o open --disputed-only -q
ends 0 "the disputed pages are made, none of which is privileged"
forced open s.yaml P "disputed pages"

# The privileged redaction is gone from the spec: it was there once.
sed -e '/id: P/d' -e 's/560, 118/561, 118/' src/s.yaml >src/t.yaml
run apply src/t.yaml -o VOL002 --replaces VOL001 -q
ends 0 "a replacement is made"
forced VOL002 t.yaml P "a replacement"
claim "whose folder has its name" test -e pkg/court-in-camera/VOL002/REDACTED
run verify VOL002 --spec src/t.yaml
ends 0 "verify --spec agrees"
sed 's/561, 118/562, 118/' src/t.yaml >src/u.yaml
run apply src/u.yaml -o VOL003 --replaces VOL001 --replaces VOL002 -q
ends 0 "and another"
forced VOL003 u.yaml P "a replacement of a replacement"

# What was claimed back does not go out again, in any copy.
run clawback src/s.yaml --bates COE000002-4 --code AC \
    --basis "Attorney-client" --date 2024-12-03
ends 0 "a document is claimed back"
run package VOL001 --profile plain --spec src/s.yaml -o none
ends 2 "the volume that holds it is not packaged"
has stderr "COE000002-COE000004 was claimed back on 2024-12-03" "which is said"
run package VOL001 --profile plain -o none
ends 2 "nor if nobody says where the claim stands"
has stderr "give the spec of this production by --spec" "which is asked for"
claim "nothing was made" test ! -e none
end
