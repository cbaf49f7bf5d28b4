# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A spec without a word
: >spec.yaml
wants 2 "an empty spec" <<'EOF'
incamera: spec.yaml: error: the spec is empty
EOF
