# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A picture file that cannot be a page
printf 'II*\0\010\0\0\0' >cut.tif
printf 'II+\0\010\0\0\0\020\0\0\0\0\0\0\0' >big.tif
# Two directories of one pixel: width, length, place.
entries='\003\0\0\001\004\0\001\0\0\0\001\0\0\0\001\001\004\0\001\0\0\0\001\0\0\0\021\001\004\0\001\0\0\0\010\0\0\0'
# shellcheck disable=SC2059 # escapes
printf "II*\\0\\010\\0\\0\\0${entries}062\\0\\0\\0${entries}\\0\\0\\0\\0" |
    sed 's/062/2/' >two.tif
spec "{ images: [cut.tif] }"
wants 2 "cut short" <<'EOF'
incamera: spec.yaml:6:5: error: cut.tif has a picture file that is damaged or cut short: ask for it again
      - { images: [cut.tif] }
        ^
EOF
spec "{ images: [big.tif] }"
wants 2 "of another kind" <<'EOF'
incamera: spec.yaml:6:5: error: big.tif has a picture file of a kind that is not read: make it a PDF
      - { images: [big.tif] }
        ^
EOF
spec "{ images: [two.tif] }"
wants 2 "of several pages" <<'EOF'
incamera: spec.yaml:6:5: error: two.tif has a picture file of several pages where one is said to be: name it by file, as a document
      - { images: [two.tif] }
        ^
EOF
