#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# The designation that a stamped document bears is kept, or covered and gone.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
cat >src/first.yaml <<'EOF'
bates: { prefix: COE }
raster: { dpi: 72 }
legend: { text: CONFIDENTIAL, position: bottom-left }
documents: [roster.pdf, ledger.pdf]
EOF
run apply src/first.yaml -o first
ends 0 "documents are produced as CONFIDENTIAL"
cp first/redacted/*.pdf src
cp "$samples/scan/letter-gray.pdf" src/scan.pdf

# again OLD-LEGEND: the spec that produces them once more.
again() {
	cat >src/again.yaml <<-EOF
	bates: { prefix: COE }
	raster: { dpi: 72 }
	old_legend: $1
	codes: { PII: { text: Personal identifiers, basis: order } }
	documents:
	  - { file: COE000001.pdf, bates: COE000001, stamped: true,
	      legend: { text: HIGHLY CONFIDENTIAL, position: bottom-center } }
	  - { file: COE000002.pdf, bates: COE000002, stamped: true }
	  - { file: scan.pdf, bates: COE000003, stamped: true }
	redactions:
	  - { id: A, bates: COE000001, rect: [560, 118, 640, 250], code: PII }
	EOF
}

again keep
run apply src/again.yaml -o kept
ends 2 "two designations on one page are refused"
has stderr 'COE000001 bears the designation "CONFIDENTIAL"' "by name"
claim "and nothing is made" test ! -e kept

again cover
run apply src/again.yaml -o again
ends 0 "a printed designation is covered"
has stderr "scan.pdf: page 1 (COE000003) and 1 more: warning: has no text in which an old legend could be found: look at it" \
    "a page without text is told of"
pdftotext -layout again/redacted/COE000001.pdf one.txt
pdftotext -layout again/redacted/COE000002.pdf two.txt
has one.txt "HIGHLY CONFIDENTIAL" "the new one is stamped"
refuse "of the old one no letter is left" \
    sh -c 'sed "s/HIGHLY CONFIDENTIAL//" one.txt two.txt | grep -i confid'
has one.txt COE000001 "the printed number stays"
pdftoppm -r 72 -gray first/redacted/COE000002.pdf old
pdftoppm -r 72 -gray again/redacted/COE000002.pdf new
python3 - <<'EOF' >listed
import glob
def read(name):
    data = open(glob.glob(name)[0], 'rb').read()
    kind, wide, high, top = data.split(None, 4)[:4]
    w, h = int(wide), int(high)
    return w, h, data[-w * h:]
w, h, old = read('old-*.pgm')
_, _, new = read('new-*.pgm')
band = range(h - 30, h - 16)
left = [(x, y) for y in band for x in range(0, w // 2)]
print(min(old[y * w + x] for x, y in left) < 100,
      min(new[y * w + x] for x, y in left) > 250,
      min(new[y * w + x] for y in band for x in range(w // 2, w)) < 100)
EOF
echo True True True >wanted
same wanted listed "where it stood the page is white, beside it as it was"
grep -c old-legend again/logs/* >listed
sed 's/:.*/:0/' listed >wanted
same wanted listed "no log takes it for a redaction"
has again/private/manifest.json '"old_legend": true' "the manifest tells of it"
grep -q old-legend src/again.lock
verdict $((! $?)) "the lock does not"
run verify again --spec src/again.yaml
ends 0 "it is proved again"
run verify again
ends 0 "without its spec too"
has stdout "redactions   1 in all, 1 box or" "and counts the one redaction"
end
