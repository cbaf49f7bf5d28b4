# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
qpdf --encrypt secret owner 256 -- good.pdf locked.pdf
PW=wrong
export PW
spec "{ file: locked.pdf, password_env: PW }"
wants 2 'a wrong password' <<'EOF'
incamera: spec.yaml:6:5: error: locked.pdf does not open with the password given
      - { file: locked.pdf, password_env: *** }
        ^
EOF
