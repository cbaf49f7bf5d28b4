#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Documents whose pages are TIFF and JPEG files, which ghostscript makes here:
# each keeps its codec, and is bundled, redacted and proved as a PDF is.
. "$(dirname "$0")/lib.sh"
begin "$@"

# Three pages of 4 x 5 inches with a word, a box, and something gray.
cat >pages.ps <<'EOF2'
/page { /n exch def
	<< /PageSize [288 360] >> setpagedevice
	/Helvetica findfont 20 scalefont setfont
	30 300 moveto (zimmerlake ) show n 10 string cvs show
	30 60 60 n 20 mul rectfill 0.5 setgray 150 60 60 60 rectfill
	showpage } def
1 page 2 page 3 page
EOF2
# draw DEVICE NAME OPTION...
draw() {
	device=$1 to=$2
	shift 2
	gs -q -dBATCH -dNOPAUSE -dSAFER "-sDEVICE=$device" "-sOutputFile=$to" \
	    "$@" pages.ps
}
draw tiffg4 'g4-%d.tif' -r100 -dMaxStripSize=0
draw tiffg4 'strips-%d.tif' -r100 -dMaxStripSize=1000 -dFillOrder=2
draw tiffgray 'gray-%d.tif' -r100 -sCompression=lzw
draw jpeg 'color-%d.jpg' -r100
draw tiffg4 many.tif -r100
mkdir IMG
mv g4-1.tif IMG/COE000001.TIF
cat >load.opt <<'EOF2'
COE000001,VOL001,IMG\coe000001.tif,Y,,,2
COE000002,VOL001,.\strips-2.tif,,,,
COE000003,VOL001,.\gray-1.tif,Y,,,1
EOF2

cat >spec.yaml <<'EOF2'
bates: { prefix: COE }
raster: { dpi: 100 }
boxes: { label: none }
codes: { PII: { text: Personal identifiers, basis: order } }
documents:
  - { load: load.opt }
  - images: [g4-2.tif, strips-1.tif, gray-2.tif, color-3.jpg]
  - many.tif
  - color-1.jpg
redactions:
  - { id: A, bates: COE000001-10, rect: [20, 35, 280, 65], code: PII }
EOF2
run plan spec.yaml
ends 0 "picture files are planned"
has stdout "COE000004-COE000007      4" "a page a file"
has stdout "COE000008-COE000010      3" "and all pages of one"

run apply spec.yaml -o out
ends 0 "they are made and proved"
# scans NAME: how the pages of a document came into the output.
scans() {
	python3 - "$1" <<-'EOF2'
	import json, sys
	of = json.load(open('out/private/manifest.json'))['documents']
	print(*[f"{p['scan']}:{p['encoding']}:{p['dpi']}" for d in of
	        if d['source'] == sys.argv[1] for p in d['pages']])
	EOF2
}
scans IMG/COE000001.TIF >is
has is "kept:bilevel:100 kept:bilevel:100" "G4 is kept, in one strip or many"
scans g4-2.tif >is
has is "kept:bilevel:100 kept:bilevel:100 kept:gray8:100 kept:jpeg-rgb:100" \
    "and so are gray and JPEG"
scans many.tif >is
has is "kept:bilevel:100 kept:bilevel:100 kept:bilevel:100" \
    "and each page of a file"
pdfimages -list out/redacted/COE000004-COE000007.pdf >is
claim "another reader finds the codecs" \
    sh -c 'test "$(awk "NR > 2 { print \$9 }" is | sort | tr "\n" " ")" = \
    "ccitt ccitt image jpeg "'

# Other programs draw the page: the box is black, and what lies below it is
# what ghostscript drew.
cat >look.py <<'EOF2'
import subprocess, sys
def gray(*command):
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    head = []
    while len(head) < 3:
        line, out = out.split(b'\n', 1)
        head += [line] if line[:1] != b'#' else []
    return *map(int, head[1].split()), out
w, h, got = gray('pdftoppm', '-r', '100', '-gray', '-f', sys.argv[2], '-l',
                 sys.argv[2], sys.argv[1])
wide, high, want = gray('gs', '-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-r100',
                        '-sDEVICE=pgmraw', '-sOutputFile=-',
                        '-sPageList=' + sys.argv[3], 'pages.ps')
assert (w, h) == (wide, high) == (400, 500), (w, h, wide, high)
off = sum(abs(got[y * w + x] - want[y * w + x]) > 100
          for y in range(95, 450) for x in range(200))
black = sum(got[y * w + x] < 40 for y in range(52, 88) for x in range(60, 380))
sys.exit(0 if off < 400 and black > 11000 else f'{off} differ, {black} black')
EOF2
for page in 1:2 2:1 3:2 4:3; do
	claim "page ${page%:*} shows what was drawn, and a box" python3 look.py \
	    out/redacted/COE000004-COE000007.pdf "${page%:*}" "${page#*:}"
done

run verify out --spec spec.yaml
ends 0 "they are proved again from the files"
cp -R out first
rm -rf out spec.lock bates.registry
run apply spec.yaml -o out -j1
claim "a second run makes the same bytes" sh -c 'cd out/redacted &&
    for f in *; do cmp "$f" "../../first/redacted/$f" || exit 1; done'

# refused_for STATUS CLAIM SENTENCE
refused_for() {
	ends "$1" "$2"
	has stderr "$3" "in a sentence that names the file"
}
rm -rf out first
head -c 700 strips-1.tif >cut.tif
cat >bad.yaml <<'EOF2'
bates: { prefix: COE }
documents: [{ images: [g4-2.tif, cut.tif, gray-2.tif] }]
EOF2
run apply bad.yaml -o out
refused_for 2 "a file that is cut short is refused" \
    "cut.tif has a picture file that is damaged or cut short"
sed -i 's/cut.tif/many.tif/' bad.yaml
run apply bad.yaml -o out
refused_for 2 "one of several pages is no page" \
    "many.tif has a picture file of several pages where one is said to be"
sed -i 's/many.tif/none.tif/' bad.yaml
run apply bad.yaml -o out
refused_for 2 "one that is not there is named" "none.tif cannot be opened"
sed -i 's/none.tif/pages.ps/' bad.yaml
run apply bad.yaml -o out
refused_for 2 "and so is one of another kind" \
    'the pages of "images" are TIFF or JPEG files'
sed -i 's/pages.ps/fake.jpg/' bad.yaml
cp pages.ps fake.jpg
run apply bad.yaml -o out
refused_for 2 "whatever its name says" \
    "fake.jpg has a picture file of a kind that is not read"
claim "and nothing is made" test ! -e out

# Somebody exchanges a page's file between looking and making.
cat >change.yaml <<'EOF2'
bates: { prefix: COE }
raster: { dpi: 100 }
documents: [{ images: [g4-2.tif, strips-1.tif] }, color-1.jpg]
EOF2
for point in frozen make-ended; do
	cp strips-1.tif was.tif
	rm -rf out change.lock bates.registry
	at "$point" 'cp strips-3.tif strips-1.tif' apply change.yaml -o out -j1 -q
	refused_for 3 "a page that is exchanged at $point is found out" \
	    "g4-2.tif: error: changed while it was read"
	ls out/redacted >is
	has is "COE000003.pdf" "and costs its own document alone"
	mv was.tif strips-1.tif
done

# Some pages of a file.
cat >part.yaml <<'EOF2'
bates: { prefix: COE }
raster: { dpi: 100 }
documents: [{ file: many.tif, pages: 2-3, bates: COE000010 }]
EOF2
rm -rf out bates.registry
run apply part.yaml -o out
ends 0 "pages of a file can be a document"
has out/private/manifest.json '"source": "many.tif#2-3"' "by their numbers"
sed -i 's/2-3/2-4/' part.yaml
rm -rf out bates.registry part.lock
run apply part.yaml -o out
refused_for 2 "which it must have" \
    "many.tif#2-4 is to have pages that its file does not have"
end
