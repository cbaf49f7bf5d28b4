# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '/AcroForm<</Fields[5 0 R]/SigFlags 3>>' '' '' \
    '<</FT/Sig/T(s)/V 6 0 R>>' \
    '<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>>>' >signed.pdf
spec signed.pdf
wants 0 'a signature' <<'EOF'
incamera: signed.pdf: warning: is signed: no signature survives redaction
EOF
