# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
echo "Dear Sir or Madam," >letter.pdf
spec letter.pdf
wants 2 'a file that is no PDF' <<'EOF'
incamera: spec.yaml:6:5: error: letter.pdf is not a PDF
      - letter.pdf
        ^
EOF
