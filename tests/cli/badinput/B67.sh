# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A production that is packaged without service
spec
run apply spec.yaml -o out -q
args="package out --profile plain -o pkg --spec spec.yaml"
wants 2 "a production without service" <<'EOF'
incamera: error: the spec does not say who may see what: write "service: confidentiality" (the other side may see the documents whole) or "service: privilege" (it may not)
EOF
