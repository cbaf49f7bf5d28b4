# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
cp good.pdf two.pdf
spec "{ file: two.pdf, bates: COE000001 }"
wants 2 'a number used twice' <<'EOF'
incamera: spec.yaml:6:5: error: two.pdf would have COE000001, but good.pdf has COE000001: no number is used twice, so give one of them another first number by `bates:`
      - { file: two.pdf, bates: COE000001 }
        ^
EOF
