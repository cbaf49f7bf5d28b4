# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# No document
printf 'bates: { prefix: COE }\ndocuments: []\n' >spec.yaml
wants 2 "no document" <<'EOF'
incamera: spec.yaml:2:12: error: "documents" is an empty list: name the files to be produced
    documents: []
               ^
EOF
