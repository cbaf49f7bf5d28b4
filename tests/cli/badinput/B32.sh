# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
/usr/bin/python3 -B "$cases/pdf.py" '/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>' '' '' \
    '<</Type/Filespec/F(a)/EF<</F 6 0 R>>>>' \
    '<</Length 0>>
stream

endstream' >attached.pdf
spec attached.pdf
wants 0 'attached files' <<'EOF'
incamera: attached.pdf: warning: has files attached, which are not part of the output
EOF
