# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
: >empty.pdf
spec empty.pdf
wants 2 'an empty file' <<'EOF'
incamera: spec.yaml:6:5: error: empty.pdf is empty
      - empty.pdf
        ^
EOF
