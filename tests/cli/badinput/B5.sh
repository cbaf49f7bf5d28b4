# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
qpdf --encrypt secret owner 256 -- good.pdf locked.pdf
spec locked.pdf
wants 2 'a password is missing' <<'EOF'
incamera: spec.yaml:6:5: error: locked.pdf needs a password: give it by password_file or password_env
      - locked.pdf
        ^
EOF
