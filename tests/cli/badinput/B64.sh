# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A document withheld without a ground; a placeholder for no file
spec "{ file: two.pdf, withhold: true }"
cp good.pdf two.pdf
wants 2 "no code" <<'EOF'
incamera: spec.yaml:6:5: error: a withheld document needs "code", the ground on which it is withheld
      - { file: two.pdf, withhold: true }
        ^
EOF
spec "{ native: bwc1.mp4 }"
wants 2 "no placeholder" <<'EOF'
incamera: spec.yaml:6:5: error: "native" needs "placeholder", what the page says that stands for the file
      - { native: bwc1.mp4 }
        ^
EOF
