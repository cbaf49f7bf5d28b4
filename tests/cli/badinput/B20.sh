# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, rect: [300, 100, 400, 120], code: PII, status: candidate }"
wants 2 'an open candidate' <<'EOF'
incamera: spec.yaml:7:5: error: this redaction is still a candidate: set its status to proposed, or to withdrawn
      - { bates: COE000001, rect: [300, 100, 400, 120], code: PII, status: candidate }
        ^
EOF
