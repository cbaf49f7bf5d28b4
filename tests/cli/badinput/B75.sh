# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Disputed pages alone
spec
args="apply spec.yaml -o out --disputed-only"
wants 2 "nothing that is in dispute" <<'EOF'
incamera: error: nothing is in dispute: no redaction is proposed or objected to
EOF
spec "" "{ bates: COE000001, rect: whole, code: PII }"
mkdir out out/redacted out/logs out/private
chmod 700 out/private
wants 2 "a directory with what is served" <<'EOF'
incamera: error: out holds logs, which is of a production that is served: give --disputed-only a directory of its own
EOF
