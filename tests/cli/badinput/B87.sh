# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A page label that is not the number printed on its page
python3 -B "$cases/../numbered.py" pdf
spec "{ file: pdf/wrong-labels.pdf, bates: COE000401, stamped: true }"
wants 2 "page labels that disagree" <<'EOF'
incamera: spec.yaml:6:5: error: pages 1-3 of pdf/wrong-labels.pdf would be COE000401-COE000403, but COE000402-COE000404 are their page labels: correct `bates:`, get the right file, or say that it is known by `misnumbered:`
      - { file: pdf/wrong-labels.pdf, bates: COE000401, stamped: true }
        ^
EOF
