# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# What the plan does not name
spec
mkdir out out/redacted out/logs out/private out/unredacted
chmod 700 out/private out/unredacted
echo mine >out/unredacted/mine.pdf
wants 2 'an unredacted output that the plan does not name' <<'EOF'
incamera: error: out/unredacted/mine.pdf is not of this plan: move it away, or choose another directory
EOF
