# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Two rulings on one redaction, and one on a part of it
cp "$samples/email/2018-03-thread.pdf" mail.pdf
spec mail.pdf "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }" \
    "{ id: B, bates: COE000002-3, rect: [50, 100, 200, 120], code: PII }"
echo "rulings_csv: rulings.csv" >>spec.yaml
cat >rulings.csv <<'EOF'
id,bates,ruling,nx0
A,,granted,
,COE000001,denied,
B,COE000002,denied,
EOF
wants 2 "two words, and a word for a page" <<'EOF'
incamera: rulings.csv:3: error: A is denied here and granted in row 2: a redaction has one ruling
incamera: rulings.csv:4: error: B stands on COE000003 too, for which no row has a ruling: rule on all of its pages, or split the redaction
EOF
cat >rulings.csv <<'EOF'
id,bates,ruling,nx0
A,,modified,
,COE000001-3,modified,whole
EOF
wants 2 "a modified box that is missing" <<'EOF'
incamera: rulings.csv:2:3: error: what is modified has a new box: give nx0, ny0, nx1 and ny1, or write whole into nx0
EOF
sed -i 2d rulings.csv
wants 2 "a new box for two" <<'EOF'
incamera: rulings.csv:2: error: this row meets A and 1 more: a new box is for one redaction, so name its id
EOF
