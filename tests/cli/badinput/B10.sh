# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ bates: COE000001, rect: [400, 100, 300, 120], code: PII }"
wants 2 'an inverted rectangle' <<'EOF'
incamera: spec.yaml:7:31: error: the rectangle is inverted: write left, top, right, bottom, counted from the top left corner of the page
      - { bates: COE000001, rect: [400, 100, 300, 120], code: PII }
                                  ^
EOF
