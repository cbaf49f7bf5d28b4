# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A row of the privilege log that lacks its privilege and its description
spec "" "{ id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII }"
sed -i 's/basis: order/&, privileged: true/' spec.yaml
wants 2 "a privilege log that lacks something" <<'EOT'
incamera: spec.yaml:7:5: error: COE000001, redaction R1, has no "privilege" for the privilege log: give it one, or its document
      - { id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
        ^
incamera: spec.yaml:7:5: error: COE000001, redaction R1, has no "description" for the privilege log: give it one, or its document
      - { id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
        ^
EOT
