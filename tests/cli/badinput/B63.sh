# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A volume that cannot be replaced
spec "" "{ id: A, bates: COE000001, rect: [50, 100, 200, 120], code: PII }"
args="apply spec.yaml -o out --replaces VOL001"
wants 2 "that is not there" <<'EOF'
incamera: error: VOL001 cannot be found: --replaces names the directory of an earlier volume
EOF
"$incamera" apply spec.yaml -o VOL001 -q 2>/dev/null
rm VOL001/SHA256SUMS
wants 2 "whose run did not end" <<'EOF'
incamera: error: VOL001 is no whole volume: it has no private, or no SHA256SUMS, which the end of a run writes
EOF
"$incamera" apply spec.yaml -o VOL001 -q 2>/dev/null
echo x >>VOL001/redacted/COE000001.pdf
wants 2 "with another file" <<'EOF'
incamera: error: VOL001/redacted/COE000001.pdf is not the file that was proved: see what `verify VOL001` says
EOF
sed -i 's/good.pdf/{ file: good.pdf, bates: COE000002 }/; s/bates: COE000001, rect/bates: COE000002, rect/' spec.yaml
wants 2 "with other numbers" <<'EOF'
incamera: error: VOL001 holds COE000001, and this spec has no document with just these pages: a replacement has the same numbers
incamera: spec.yaml:5:5: error: good.pdf (COE000002) is in no volume that is replaced: produce it in a volume of its own, and leave it out of this one by --bates
      - { file: good.pdf, bates: COE000002 }
        ^
EOF
