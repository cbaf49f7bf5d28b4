# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Something that is kept, and leaves nothing or everything
spec "" '{ bates: COE000001, code: PII, keep: [0, 0, 792, 612] }'
wants 2 "all of the page" <<'EOF'
incamera: spec.yaml:7:5: error: what is kept is all of COE000001, so that nothing is covered: remove the redaction, or keep less
      - { bates: COE000001, code: PII, keep: [***, ***, ***, ***] }
        ^
EOF
spec "" '{ bates: COE000001, code: PII, keep: [] }'
wants 2 "nothing" <<'EOF'
incamera: spec.yaml:7:42: error: "keep" must be the four numbers [left, top, right, bottom], a list of such lists, { lines: 4-9 } or { cite: 45:12-46:3 }: here are 0
      - { bates: COE000001, code: PII, keep: [] }
                                             ^
EOF
