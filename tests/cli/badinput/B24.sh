# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec
mkdir out out/redacted out/logs out/private
chmod 700 out/private
echo mine >out/redacted/mine.pdf
wants 2 'an output that the plan does not name' <<'EOF'
incamera: error: out/redacted/mine.pdf is not of this plan: move it away, or choose another directory
EOF
