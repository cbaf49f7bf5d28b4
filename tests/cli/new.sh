#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# A first spec: of a folder, of a volume with a load file, never over a file.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
mkdir -p mixed VOL001/DATA VOL001/PDF empty
cp src/roster.pdf src/ledger.pdf mixed

run new mixed
ends 0 "a folder of PDFs gets a spec"
says stdout "which is told with what comes next" <<'END'
production.yaml: 2 documents of mixed/, which get new numbers
production-redactions.csv: the redactions, none yet
Next:
  read production.yaml, and settle what says CONFIRM
  incamera plan production.yaml    shows the numbers, and what is wrong
  list what is to be covered in production-redactions.csv, a row each
  incamera import FILE --spec production.yaml    takes marks of a viewer
  incamera apply production.yaml -o out    makes the production
END
run plan production.yaml
ends 0 "it can be planned as it is"
has stdout "DOC000001" "with a prefix that nobody has chosen"
has production.yaml "CONFIRM: all of it is a guess" "which is marked"
claim "the redactions are for their owner only" \
    test "$(stat -c %a production-redactions.csv)" = 600

fingerprint . >before
run new mixed
ends 2 "a spec that is there is not written over"
has stderr "production.yaml is there already" "which is told"
run new mixed -o other.yaml
ends 0 "another name is taken"
rm other.yaml
run new mixed -o other.yaml
ends 2 "redactions that are there are not written over"
claim "and no spec is made then" test ! -e other.yaml
rm other-redactions.csv
fingerprint . >after
sed -i '/claim.log\|stdout\|stderr\|before\|after/d' before after
same before after "what was there is as it was"

# What was made here, with a load file beside it.
run apply production.yaml -o out -q
cp out/redacted/DOC000001.pdf out/redacted/DOC000002.pdf VOL001/PDF
printf 'BEGBATES|ENDBATES|PDFPATH|DATE\r\n%s\r\n%s\r\n' \
    'DOC000001|DOC000001|\VOL001\PDF\DOC000001.pdf|4/12/2018' \
    'DOC000002|DOC000002|\VOL001\PDF\DOC000002.pdf|4/13/2018' \
    >VOL001/DATA/D.dat
run new VOL001 -o sub.yaml
ends 0 "a volume gets a spec"
has stdout "2 documents of VOL001/DATA/D.dat, which bear DOC000001 to DOC000002" \
    "of its load file, with its numbers"
has sub.yaml '{ load: "VOL001/DATA/D.dat", dates: mdy, stamped: true }' \
    "and the order of its dates"
run plan sub.yaml
ends 0 "which its pages bear"

run new empty -o x.yaml
ends 2 "an empty folder is refused"
run new src/small.yaml -o x.yaml
ends 2 "what is no load file is refused"
run new nowhere -o x.yaml
ends 2 "what is not there is refused"
cp VOL001/DATA/D.dat VOL001/DATA/E.dat
run new VOL001 -o x.yaml
ends 2 "of two load files none is chosen"
has stderr "holds 2 load files" "which is told"
claim "of all these nothing was written" test ! -e x.yaml
end
