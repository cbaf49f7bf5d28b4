# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# An id twice
spec "" "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }" \
    "{ id: A, bates: COE000001, rect: [50, 130, 200, 150], code: PII }"
wants 2 "an id twice" <<'EOF'
incamera: spec.yaml:8:11: error: id "A" stands twice, first in spec.yaml, line 7: an id names one redaction
      - { id: A, bates: COE000001, rect: [50, 130, 200, 150], code: PII }
              ^
EOF
