# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A profile without a limit
sed '/^limit_bytes/d' "$root/share/profiles/plain.yaml" >p.yaml
args="package out --profile p.yaml -o pkg"
wants 2 "a profile without a limit" <<'EOF'
incamera: p.yaml: error: the profile has no "limit_bytes": write the largest PDF that may be sent, in bytes
EOF
