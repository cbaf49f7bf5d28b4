# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A late document that has no place, or no room there
cp good.pdf late.pdf
spec "{ file: late.pdf, after: COE000002, number: suffix }"
wants 2 "behind nothing" <<'EOF'
incamera: spec.yaml:6:5: error: late.pdf is to come after COE000002, which no document bears: write the last number of the document behind which it has its place
      - { file: late.pdf, after: COE000002, number: suffix }
        ^
EOF
spec "{ file: late.pdf, after: COE000001, number: suffix }"
sed -i 's/good.pdf/&\n  - { file: last.pdf, bates: COE000001.999 }/' spec.yaml
cp good.pdf last.pdf
wants 2 "without room" <<'EOF'
incamera: spec.yaml:7:5: error: late.pdf has 1 page, and behind COE000001 there is room for 0: give it `number: next`
      - { file: late.pdf, after: COE000001, number: suffix }
        ^
EOF
spec "{ file: late.pdf, after: COE000001 }"
wants 2 "without a kind of number" <<'EOF'
incamera: spec.yaml:6:5: error: "after" and "number" go together: say the number that the document comes after, and whether it takes numbers with a suffix or the next free ones
      - { file: late.pdf, after: COE000001 }
        ^
EOF
