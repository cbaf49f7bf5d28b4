# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A printed number that is not the page's
cp "$samples/produced/COE000300-COE000311.pdf" produced.pdf
spec "{ file: produced.pdf, bates: COE000400, stamped: true }"
wants 2 "other numbers than the spec's" <<'EOF'
incamera: spec.yaml:6:5: error: pages 1-11 of produced.pdf would be COE000400-COE000410, but COE000300-COE000310 are printed on them: correct `bates:`, get the right file, or say that it is known by `misnumbered:`
      - { file: produced.pdf, bates: COE000400, stamped: true }
        ^
EOF
