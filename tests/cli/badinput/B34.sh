# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '' '/Annots[5 0 R]' '' \
    '<</Type/Annot/Subtype/Redact/Rect[72 700 200 720]>>' >marked.pdf
spec marked.pdf
args="apply --strict spec.yaml -o out"
wants 3 '--strict' <<'EOF'
incamera: marked.pdf: page 1 (COE000002): warning: bears a /Redact annotation that was never applied
incamera: marked.pdf: error: has warnings, which --strict makes failures
EOF
