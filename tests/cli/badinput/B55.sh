# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A code without a basis
spec "" "{ bates: COE000001, rect: [110, 110, 300, 145], code: PII }"
sed 's/, basis: order//' spec.yaml >changed
mv changed spec.yaml
wants 0 "a code without a basis" <<'EOF'
incamera: spec.yaml:3:10: warning: code PII has no basis: the log will give none for its redactions
    codes: { PII: { text: *** } }
             ^
EOF
