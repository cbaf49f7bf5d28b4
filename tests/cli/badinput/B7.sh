# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
spec "{ file: good2.pdf, password_env: NO_SUCH_VARIABLE }"
cp good.pdf good2.pdf
wants 2 'a variable that is not set' <<'EOF'
incamera: spec.yaml:6:5: error: the password of good2.pdf is to come from the environment, where its variable is not set
      - { file: good2.pdf, password_env: *** }
        ^
EOF
