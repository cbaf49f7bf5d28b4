# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A file that cannot be split as it is said
python3 -B "$root/tests/cli/whole.py" whole.pdf COE000010 COE000011 - COE000013
spec "{ file: whole.pdf, stamped: true, split: [COE000010-11, COE000015] }"
wants 2 "by a number that is not there" <<'EOF'
incamera: spec.yaml:6:5: error: no page of whole.pdf bears COE000015; no number can be read on page 3
      - { file: whole.pdf, stamped: true, split: [COE000010-11, COE000015] }
        ^
EOF
spec "{ file: whole.pdf, stamped: true, split: [COE000010-13] }"
wants 2 "by a number that cannot be read" <<'EOF'
incamera: spec.yaml:6:5: error: no number can be read on page 3 of whole.pdf, where COE000012 is to be
      - { file: whole.pdf, stamped: true, split: [COE000010-13] }
        ^
EOF
spec "{ file: whole.pdf, stamped: true, split: numbers }"
wants 2 "by numbers that cannot be read" <<'EOF'
incamera: spec.yaml:6:5: error: no number can be read on page 3 of whole.pdf: say by a list of ranges after "split" or by a load file which documents it holds, or split it by hand
      - { file: whole.pdf, stamped: true, split: numbers }
        ^
EOF
spec "{ file: whole.pdf, pages: 1-2, bates: COE000020 }"
sed -i 's/good.pdf/&\n  - { file: whole.pdf, pages: 2-4, bates: COE000030 }/' spec.yaml
wants 2 "with pages in two documents" <<'EOF'
incamera: spec.yaml:6:5: error: page 2 of whole.pdf would be in two documents, whole.pdf#1-2 and whole.pdf#2-4
      - { file: whole.pdf, pages: 2-4, bates: COE000030 }
        ^
EOF
