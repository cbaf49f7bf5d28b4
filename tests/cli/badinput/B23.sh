# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec
mkdir out
echo mine >out/mine.txt
wants 2 'an output directory of something else' <<'EOF'
incamera: error: out holds mine.txt, which is not of a production: give -o a directory that is new or empty
EOF
