# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
head -c 20000 "$samples/ia/2018-114.pdf" >cut.pdf
spec cut.pdf
wants 2 'a cut file' <<'EOF'
incamera: spec.yaml:6:5: error: cut.pdf is damaged beyond what can be read: ask for it again
      - cut.pdf
        ^
EOF
