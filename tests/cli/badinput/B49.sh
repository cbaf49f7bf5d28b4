# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# An output directory that is a file
spec
echo mine >out
wants 2 "a file named out" <<'EOF'
incamera: error: out cannot be opened as a directory: a part of the path is no directory
EOF
