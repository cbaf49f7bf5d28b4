# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A number that the registry has for another document, or another number
spec
# registered SPEC FILE NUMBERS SHA256 [MORE]: the only line of the registry.
registered() {
	printf '{"before":"%064d","at":"2026-12-01T17:02:11Z","spec":"%s",' 0 "$1"
	printf '"file":"%s","prefix":"COE","first":"%s","last":"%s",' "$2" \
	    "${3%-*}" "${3#*-}"
	printf '"sha256":"%s"%s}\n' "$4" "${5-}"
}
own=$(sha256sum <good.pdf | cut -d' ' -f1)
other=$(printf '%064d' 7)
registered vol1.yaml ia/a.pdf COE000001-COE000014 "$other" >bates.registry
wants 2 "of a document of another spec" <<'EOF'
incamera: spec.yaml:5:5: error: good.pdf would have COE000001, but COE000001-COE000014 was given to ia/a.pdf (vol1.yaml, 2026-12-01): no number is used twice, so give it another first number by `bates:`, or all by `start: next`
      - good.pdf
        ^
EOF
registered spec.yaml good.pdf COE000007-COE000007 "$own" >bates.registry
wants 2 "of what had another" <<'EOF'
incamera: spec.yaml:5:5: error: good.pdf was given COE000007 on 2026-12-01 and would now have COE000001: give it bates: COE000007
      - good.pdf
        ^
EOF
registered spec.yaml good.pdf COE000001-COE000001 "$other" >bates.registry
wants 2 "of another file of that name" <<'EOF'
incamera: spec.yaml:5:5: error: good.pdf is not the file that was given COE000001 on 2026-12-01: put the old file back, or list the new one under another name and number
      - good.pdf
        ^
EOF
registered theirs.yaml b.pdf COE000001-COE000003 "$other" ',"stamped":true' \
    >bates.registry
wants 2 "of what bears it" <<'EOF'
incamera: spec.yaml:5:5: error: good.pdf would have COE000001, but COE000001-COE000003 stands on b.pdf (theirs.yaml, 2026-12-01): no number is used twice, so give it another first number by `bates:`, or all by `start: next`
      - good.pdf
        ^
EOF
