# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
qpdf --encrypt "" owner 256 -- good.pdf owned.pdf
spec owned.pdf
wants 0 'an owner password' <<'EOF'
incamera: owned.pdf: warning: is encrypted with an owner password only
EOF
