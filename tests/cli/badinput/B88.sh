# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A report where things are served
mkdir -p served/redacted served/logs
spec
args="plan spec.yaml --html served/redacted/report.html"
wants 2 "pages before redaction, where they would be served" <<'EOF'
incamera: error: served/redacted/report.html would lie among what is served, and shows pages before redaction: give --html another place
EOF
rm -r served
