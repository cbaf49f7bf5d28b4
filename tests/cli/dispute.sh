#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The whole road on samples/dispute.yaml: both copies, the package, twenty
# rulings that come back, and the volume that replaces what they changed.
. "$(dirname "$0")/lib.sh"
begin "$@"
table=$root/tests/cli/samples-secrets.tsv

cp -R "$samples" prod
rm -rf prod/kit prod/papers prod/*.lock prod/bates.registry
spec=prod/dispute.yaml
sed 's/dpi: 200/dpi: 100/' "$samples/dispute.yaml" >$spec

run apply $spec -o VOL001 -q
ends 0 "both copies are made and proved"
(cd VOL001 && find redacted unredacted -type f | sort) >have
cat >want <<'END'
redacted/COE000001-COE000014.pdf
redacted/COE000120-COE000122.pdf
redacted/COE000123-COE000125.pdf
redacted/COE000130-COE000131.pdf
redacted/COE000134.pdf
redacted/COE000140.pdf
redacted/COE000150.pdf
unredacted/COE000001-COE000014_UNREDACTED-PROPOSED.pdf
unredacted/COE000120-COE000122_UNREDACTED-PROPOSED.pdf
unredacted/COE000123-COE000125_UNREDACTED-PROPOSED.pdf
unredacted/COE000130-COE000131_UNREDACTED-PROPOSED.pdf
unredacted/COE000134_UNREDACTED-PROPOSED.pdf
unredacted/COE000140_UNREDACTED-PROPOSED.pdf
END
same want have "a file for each document and copy, and no others"
claim "unredacted/ is its owner's alone" \
    test "$(stat -c %a VOL001/unredacted)" = 700

# Words that samples-secrets.tsv knows under boxes of both specs.
words() {
	pdftotext -f "$2" -l "$2" "$1" - | tr -s '[:space:]' '\n'
}
words VOL001/unredacted/COE000001-COE000014_UNREDACTED-PROPOSED.pdf 3 >whole
words VOL001/redacted/COE000001-COE000014.pdf 3 >burned
covered=$(awk -F '\t' '$1 == "secret" && $2 == "ia/2018-114.pdf" &&
    $3 == 3 && $4 ~ /^[A-Z][a-z]+$/ { print $4 }' "$table" | head -n 3)
claim "there are words to look for" test -n "$covered"
for word in $covered; do
	claim "the proposed copy shows what is to be covered" \
	    grep -Fqe "$word" whole
	claim "the redacted copy does not" sh -c "! grep -Fqe '$word' burned"
done
awk -F '\t' 'NR == 1 || $1 == "hidden"' "$table" >hidden.tsv
claim "what no page shows is in neither copy" hunt gone hidden.tsv VOL001
pages() {
	pdftotext "$1" - | tr '\f' '\n' | grep -Ec "$2"
}
claim "each page of the proposed copy says what it is" test "$(pages \
    VOL001/unredacted/COE000001-COE000014_UNREDACTED-PROPOSED.pdf \
    '^UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED$')" = 14
for id in R3 R4 R5 R6 R7; do
	claim "$id stands beside its mark" grep -qx "$id" whole
done

run package VOL001 --profile edca-in-camera -o set1 --spec $spec
ends 0 "a package for the court and the other side"
claim "of the list of each nothing is missing or changed" sh -c \
    'for d in set1/*; do (cd "$d" && sha256sum -c --strict --quiet SHA256SUMS) \
    || exit 1; done'
for who in court-in-camera opposing-party; do
	claim "$who has both copies" sh -c "[ \$(find set1/$who -name \
'*_UNREDACTED-PROPOSED.pdf' | wc -l) = 6 ]"
done

# Twenty rulings of every kind.
echo 'rulings_csv: dispute-rulings.csv' >>$spec
run plan $spec
ends 0 "the rulings are understood"
has stdout "20 rulings in dispute-rulings.csv" "all twenty"
has stdout "row 11     granted    ECF 61      R10, R11, R12" \
    "a row says which ids it met"
has stdout "  P2, P3, H2, E1" "what is open is listed"
fingerprint VOL001 >before
run apply $spec -o VOL002 --replaces VOL001 -q
ends 0 "a replacement volume"
fingerprint VOL001 >after
same before after "what it replaces is as it was"
(cd VOL002/redacted && ls) >have
echo COE000001-COE000014.pdf >want
same want have "only what a ruling changed is made again"
claim "under the same numbers and with as many pages" test "$(pdfinfo \
    VOL002/redacted/COE000001-COE000014.pdf | sed -n 's/^Pages: *//p')" = 14
run apply $spec -o VOL003 --replaces VOL001 --lift-denied -q
ends 0 "denied redactions are lifted on request"
(cd VOL003/redacted && ls) >have
echo COE000140.pdf >>want
same want have "then one document more changes"
words VOL001/redacted/COE000140.pdf 1 >kept
words VOL003/redacted/COE000140.pdf 1 >lifted
claim "what was denied stays covered until then" sh -c \
    '! cmp -s kept lifted && [ "$(wc -l <kept)" -lt "$(wc -l <lifted)" ]'
run verify VOL003 --spec $spec
ends 0 "the lifted volume is proved again, sources and all"
end
