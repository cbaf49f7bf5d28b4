# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# An old id for another box
spec "" "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }"
run apply spec.yaml -o first -q
spec "" "{ id: A, bates: COE000001, rect: [50, 130, 200, 150], code: PII }"
wants 2 "an old id for another box" <<'EOF'
incamera: error: the id A stood for [50.000, 100.000, 200.000, 120.000] pt on COE000001 and would now stand for [50.000, 130.000, 200.000, 150.000] pt on COE000001: give the new box a new id
EOF
