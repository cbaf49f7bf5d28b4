# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ file: good.pdf, page: 2, rect: whole, code: PII }"
wants 2 'a page that is not there' <<'EOF'
incamera: spec.yaml:7:5: error: good.pdf has no page 2: it has 1
      - { file: good.pdf, page: 2, rect: whole, code: PII }
        ^
EOF
