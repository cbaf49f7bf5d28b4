# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "" "{ file: other.pdf, page: 1, rect: whole, code: PII }"
wants 2 'a file that is no document' <<'EOF'
incamera: spec.yaml:7:13: error: no document has this file: write it as "documents" does
      - { file: other.pdf, page: 1, rect: whole, code: PII }
                ^
EOF
