# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A printed number that is not the page's
cp "$samples/produced/COE000300-COE000311.pdf" produced.pdf
spec "{ file: produced.pdf, bates: COE000400, stamped: true }"
wants 0 "other numbers than the spec's" <<'EOF'
incamera: produced.pdf: page 1 (COE000400) and 10 more: warning: bears another number than the one it is said to have
EOF
