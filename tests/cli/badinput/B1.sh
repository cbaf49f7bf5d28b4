# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec missing.pdf
wants 2 'a file that is not there' <<'EOF'
incamera: spec.yaml:6:5: error: missing.pdf cannot be opened: there is no such file or directory
      - missing.pdf
        ^
EOF
