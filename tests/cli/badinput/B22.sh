# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, code: PII, rekt: whole }" \
    "{ bates: COE000001, rect: [300, 100, 400, 120], code: PIX, note: secret }"
wants 2 'all errors at once' <<'EOF'
incamera: spec.yaml:7:5: error: a redaction has no "rect": give [left, top, right, bottom], or whole, or "lines", "cite" or "keep"
      - { bates: COE000001, code: PII, rekt: *** }
        ^
incamera: spec.yaml:7:36: error: a redaction has no key "rekt": did you mean "rect"?
      - { bates: COE000001, code: PII, rekt: *** }
                                       ^
incamera: spec.yaml:8:59: error: "codes" declares no such code: did you mean "PII"?
      - { bates: COE000001, rect: [300, 100, 400, 120], code: PIX, note: *** }
                                                              ^
EOF
