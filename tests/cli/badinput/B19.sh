# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, rect: [300, 100, 400, 120], code: PIX }"
wants 2 'a code that is not declared' <<'EOF'
incamera: spec.yaml:7:59: error: "codes" declares no such code: did you mean "PII"?
      - { bates: COE000001, rect: [300, 100, 400, 120], code: PIX }
                                                              ^
EOF
