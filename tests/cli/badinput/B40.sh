# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A directory where a file is to be
mkdir folder.pdf
spec folder.pdf
wants 2 "a directory" <<'EOF'
incamera: spec.yaml:6:5: error: folder.pdf is not a regular file
      - folder.pdf
        ^
EOF
