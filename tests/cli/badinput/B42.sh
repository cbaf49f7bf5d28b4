# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# More pages than the digits can count
cp "$samples/email/2018-03-thread.pdf" mail.pdf
spec "{ file: mail.pdf, bates: COE999998 }"
wants 2 "digits that overflow" <<'EOF'
incamera: spec.yaml:6:5: error: mail.pdf has 3 pages: counting 2 on from COE999998 needs more than its 6 digits: use more digits or a smaller first number
      - { file: mail.pdf, bates: COE999998 }
        ^
EOF
