# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Lines of a page that numbers none, or not that line
python3 -B "$root/tests/cli/transcript.py" transcript depo.pdf 1 2
spec depo.pdf '{ bates: COE000001, lines: 4-9, code: PII }' \
    '{ bates: COE000002, lines: 26, code: PII }'
wants 2 "no numbers, and no such line" <<'EOF'
incamera: spec.yaml:8:5: error: COE000001 shows no line numbers that are sure, a column of ten or more at an even pitch: give the place by "rect"
      - { bates: COE000001, lines: 4-9, code: PII }
        ^
incamera: spec.yaml:9:5: error: COE000002 has no line 26: its lines are 1 to 25
      - { bates: COE000002, lines: 26, code: PII }
        ^
EOF
spec depo.pdf "{ file: depo.pdf, cite: 9:1, code: PII }"
wants 2 "no such page of a transcript" <<'EOF'
incamera: spec.yaml:8:5: error: page 9 of the transcript is not found: the pages that are named here show 1 to 2
      - { file: depo.pdf, cite: ***, code: PII }
        ^
EOF
