# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A mark outside its page
python3 -B "$cases/../binder.py" .
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [ia.pdf]
EOF
args="import off.pdf --spec spec.yaml -o marks.csv"
wants 2 "an annotation outside its page" <<'EOF'
incamera: off.pdf: page 1: error: has a redact mark that lies outside the page: move it onto the page, or delete it
EOF
