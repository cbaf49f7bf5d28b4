# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# What a slip sheet is to stand for is not there, or is to be redacted
spec "{ file: gone.pdf, withhold: true, code: PII }"
wants 2 "a withheld file that is missing" <<'EOF'
incamera: spec.yaml:6:5: error: gone.pdf cannot be opened: there is no such file or directory
      - { file: gone.pdf, withhold: true, code: PII }
        ^
EOF
mkdir bwc1.mp4
spec "{ placeholder: Native, native: bwc1.mp4 }"
wants 2 "a native file that is a directory" <<'EOF'
incamera: spec.yaml:6:5: error: bwc1.mp4 is not a regular file
      - { placeholder: ***, native: bwc1.mp4 }
        ^
EOF
cp good.pdf two.pdf
spec "{ file: two.pdf, withhold: true, code: PII }" \
    "{ bates: COE000002, rect: whole, code: PII }"
wants 2 "a redaction on a withheld document" <<'EOF'
incamera: spec.yaml:8:5: error: two.pdf is withheld, so that nothing of it is shown: remove the redaction, or set its status to withdrawn
      - { bates: COE000002, rect: whole, code: PII }
        ^
EOF
