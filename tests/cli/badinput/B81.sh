# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A page of an Opticon file that belongs to no document
cat >spec.yaml <<'EOF'
bates: { prefix: COE }
documents: { load: COE.dat, stamped: true }
EOF
printf 'BEGBATES|ENDBATES\nCOE000001|COE000002\n' >COE.dat
cat >COE.opt <<'EOF'
COE000001,VOL001,1.tif,Y,,,2
COE000002,VOL001,2.tif,,,,
COE000007,VOL001,7.tif,Y,,,1
EOF
: >1.tif
: >2.tif
: >7.tif
wants 2 "a page of no document" <<'EOF'
incamera: COE.opt:3:1: error: COE000007 begins a document that COE.dat does not name: both files must be of one production
EOF
