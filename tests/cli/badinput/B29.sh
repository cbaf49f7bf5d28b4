# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '/AcroForm<</Fields[]/XFA 5 0 R>>' '' '' \
    '<</Length 0>>
stream

endstream' >form.pdf
spec form.pdf
wants 0 'an XFA form' <<'EOF'
incamera: form.pdf: warning: holds an XFA form: what is drawn is its static part
EOF
