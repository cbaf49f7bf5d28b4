# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# What cannot be read has a slip sheet, and could be read the time before
qpdf --encrypt secret owner 256 -- --replace-input good.pdf
spec
echo "on_unreadable: slip-sheet" >>spec.yaml
wants 0 "a password that is not given" <<'EOF'
incamera: good.pdf: warning: needs a password: give it by password_file or password_env; a slip sheet stands for it on COE000001
EOF
cp spec.lock one.lock
sed 's/"pages":1/"pages":14/; s/,"kind":"unreadable"//' one.lock >spec.lock
wants 2 "one that was given before" <<'EOF'
incamera: error: good.pdf was produced with 14 pages from COE000001 on, and cannot be read this time: see to its password, and use the version of this program that produced it
EOF
