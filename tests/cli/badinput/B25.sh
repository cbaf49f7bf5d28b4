# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec
run apply spec.yaml -o out
echo >>good.pdf
wants 2 'a changed source' <<'EOF'
incamera: error: good.pdf is not the file that was produced as COE000001 (SHA-256 was 7802c16b625d0ead, is 168e5ab5bc3ac3a3): put the old file back, or list the new one under another name and number
EOF
