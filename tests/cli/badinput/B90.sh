# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A mark on a page of no document
python3 -B "$cases/../binder.py" .
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
codes: { PII: { text: Personal identifiers, basis: order } }
documents: [ia.pdf]
EOF
args="import strange.pdf --spec spec.yaml -o marks.csv"
wants 2 "a page of no document" <<'EOF'
incamera: strange.pdf: page 1: error: is no page of the production: it shows none of its numbers, and looks like none of its pages; if it is a cover or divider, say so with --skip 1
EOF
args="$args --skip 1"
wants 2 "a mark on one" <<'EOF'
incamera: strange.pdf: page 1: error: has a redact mark, and is no page of any document: move the mark to the page that it is for, or leave it with --leave
EOF
