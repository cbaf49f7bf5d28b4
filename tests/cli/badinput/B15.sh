# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec
sed -i 's/prefix: COE/prefix: CO:E/' spec.yaml
wants 2 'a prefix for no file name' <<'EOF'
incamera: spec.yaml:1:18: error: character 3 of a Bates prefix cannot stand in a file name: use letters, digits, blank, - _ and .
    bates: { prefix: ***, digits: 6 }
                     ^
EOF
