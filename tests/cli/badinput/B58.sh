# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A ruling that is no word of the list, or on nothing
spec "" "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }"
echo "rulings_csv: rulings.csv" >>spec.yaml
cat >rulings.csv <<'EOF'
id,ruling
A,grant
EOF
wants 2 "a word that is none" <<'EOF'
incamera: rulings.csv:2:2: error: a ruling must be agreed, objected, granted, modified, denied or withdrawn, not "grant": did you mean "granted"?
EOF
cat >rulings.csv <<'EOF'
id,bates,ruling
B,,granted
A,COE000002,granted
,COE000002,granted
EOF
wants 2 "rulings on nothing" <<'EOF'
incamera: rulings.csv:2: error: no redaction has this id: write it as the redaction log does
incamera: rulings.csv:3: error: the redaction with this id is not where the other cells of this row say: correct one of them
incamera: rulings.csv:4: error: this row meets no redaction: none has all that it names
EOF
