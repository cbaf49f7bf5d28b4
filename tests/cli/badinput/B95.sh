# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A transcript whose numbering begins again
python3 -B "$root/tests/cli/transcript.py" transcript one.pdf 1 2
python3 -B "$root/tests/cli/transcript.py" transcript two.pdf 1 2
spec one.pdf "{ bates: COE000002-5, cite: 2:1-3, code: PII }"
sed -i 's/one.pdf/&\n  - two.pdf/' spec.yaml
wants 2 "two volumes" <<'EOF'
incamera: spec.yaml:9:5: error: page 2 of the transcript stands on COE000003 and on COE000005: the numbering begins again, so say by "bates" or "page" which is meant
      - { bates: COE000002-5, cite: ***, code: PII }
        ^
EOF
