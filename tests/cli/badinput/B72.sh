# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A reference under a code that is not for personal identifiers
spec "" "{ id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII, reference: 000-12-3456 }"
wants 2 "a reference that no list may have" <<'EOT'
incamera: spec.yaml:7:5: error: COE000001, redaction R1, has a "reference", and none of its codes is for personal identifiers: give the code "personal: true", or take the reference away
      - { id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII, reference: *** }
        ^
EOT
