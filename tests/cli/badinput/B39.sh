# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A value of the wrong kind
spec
echo "units: ell" >>spec.yaml
wants 2 "a unit that there is not" <<'EOF'
incamera: spec.yaml:6:8: error: "units" must be pt, in or mm
    units: ell
           ^
EOF
