#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Documents as they were produced: a folder, a CSV, a Concordance load file in
# any of its encodings, with paths of another system, an Opticon file.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
mkdir -p VOL001/DATA VOL001/Pdf/001 VOL001/IMAGES
cp src/roster.pdf VOL001/Pdf/001/2.pdf
cp src/ledger.pdf VOL001/Pdf/001/10.PDF
echo x >VOL001/Pdf/notes.docx

# settings DOCUMENTS: a spec around them, named s.yaml.
settings() {
	cat >s.yaml <<-END
	bates: { prefix: COE }
	raster: { dpi: 72 }
	documents: $1
	END
	rm -f s.lock bates.registry
}

# ranges: number and source of each planned document, from the JSON of plan.
ranges() {
	python3 -c 'import json
for d in json.load(open("stdout"))["documents"]:
    print(d["range"], d["source"])'
}

# python: write VOL001/DATA/COE.dat in an encoding, with the mark if it has one.
dat() {
	python3 - "$1" <<-'END'
	import sys
	rows = [["Prod Beg", "ENDDOC", "Pg Count", "PDF_PATH", "DateSent", "TO",
	         "CC", "SUBJECT", "MD5"],
	        ["COE000007", "COE000007", "1", r"\VOL001\PDF\001\2.PDF",
	         "20180412", "A. B\u00e4r", "C", "one\u00aetwo", "zimmerlake"],
	        ["COE000009", "", "", r"D:\x\VOL001\pdf\001\10.pdf",
	         "04/13/2018 10:15 AM", "", "", "", "zimmerlake"]]
	q, s = "\u00fe", "\x14"
	text = "".join(s.join(q + c + q for c in r) + "\r\n" for r in rows)
	open("VOL001/DATA/COE.dat", "wb").write(text.encode(sys.argv[1]))
	END
}

settings "VOL001/Pdf"
run plan s.yaml --json
ends 0 "a folder is documents"
ranges >listed
cat >wanted <<'END'
COE000001 VOL001/Pdf/001/2.pdf
COE000002 VOL001/Pdf/001/10.PDF
END
same wanted listed "in the order in which people count"
has stderr "no documents: VOL001/Pdf/notes.docx" "what is no PDF is named"

ln -s ../IMAGES VOL001/Pdf/more
run plan s.yaml
has stderr "what is in VOL001/Pdf/more/ is left out" "so is a link to a folder"
rm VOL001/Pdf/more

run apply s.yaml -o folder -q
ends 0 "a folder is produced"
settings "[VOL001/Pdf/001/2.pdf, VOL001/Pdf/001/10.PDF]"
run apply s.yaml -o list -q
same folder/redacted/COE000002.pdf list/redacted/COE000002.pdf \
    "with the bytes that a list of its files gives"

for encoding in cp1252 utf-8 utf-8-sig utf-16 utf-16-le utf-16-be; do
	dat "$encoding"
	settings "VOL001/DATA/COE.dat"
	run plan s.yaml --json
	ranges >listed
	cat >wanted <<-'END'
	COE000007 VOL001/Pdf/001/2.pdf
	COE000009 VOL001/Pdf/001/10.PDF
	END
	same wanted listed "a load file in $encoding names its documents"
done

dat cp1252
settings "{ load: VOL001/DATA/COE.dat, encoding: cp1252, designation: SECRET }"
run apply s.yaml -o out
ends 0 "a load file is produced"
says stderr "without a word" </dev/null
python3 -c 'import json
for d in json.load(open("out/private/manifest.json"))["documents"]:
    print(d["begin"], sorted(d["fields"].items()))' >listed
cat >wanted <<'END'
COE000007 [('date', '2018-04-12'), ('designation', 'SECRET'), ('recipients', 'A. Bär; C'), ('title', 'one two')]
COE000009 [('date', '2018-04-13'), ('designation', 'SECRET')]
END
same wanted listed "the manifest has the fields of row and item"
refuse "a column that nobody knows is nowhere" grep -rqi zimmerlake out s.lock
run verify out --spec s.yaml
ends 0 "it is proved again with its load file"

# Nothing is believed: each page bears the number that its row says.
mkdir VOL002
cp out/redacted/COE000007.pdf out/redacted/COE000009.pdf VOL002
printf 'BEGBATES|PDFPATH\nCOE000007|COE000007.pdf\nCOE000009|COE000009.pdf\n' \
    >VOL002/a.dat
settings "{ load: VOL002/a.dat, stamped: true }"
run plan s.yaml
ends 0 "a production that is loaded bears its numbers"
printf 'BEGBATES|PDFPATH\nCOE000009|COE000007.pdf\nCOE000007|COE000009.pdf\n' \
    >VOL002/a.dat
run plan s.yaml
ends 2 "rows that are mixed up are refused"

# A page a file, as Opticon has them.
python3 - <<'END'
import struct
def tiff(name, rows):
    data = b''.join(bytes([0xff if y % 8 else 0x0f] * 25) for y in range(rows))
    tags = [(256, 3, 200), (257, 3, rows), (258, 3, 1), (259, 3, 1),
            (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, rows),
            (279, 4, len(data))]
    ifd = struct.pack('<H', len(tags))
    for tag, kind, value in tags:
        ifd += struct.pack('<HHI', tag, kind, 1)
        ifd += struct.pack('<HH', value, 0) if kind == 3 \
            else struct.pack('<I', value)
    open(name, 'wb').write(b'II*\0' + struct.pack('<I', 8 + len(data)) + data
                           + ifd + b'\0' * 4)
for i in 1, 2, 3:
    tiff(f'VOL001/IMAGES/{i}.TIF', 200 + i)
END
cat >VOL001/DATA/P.opt <<'END'
COE000020,VOL001,\IMAGES\1.tif,Y,,,2
COE000021,VOL001,\IMAGES\2.tif,,,,
COE000022,VOL001,\IMAGES\3.tif,Y,,,1
END
printf 'BEGBATES|ENDBATES\nCOE000020|COE000021\nCOE000022|COE000022\n' \
    >VOL001/DATA/P.dat
settings "VOL001/DATA/P.dat"
run apply s.yaml -o pages -q
ends 0 "pages of an Opticon file are documents"
claim "with one number each" qpdf --check pages/redacted/COE000020-COE000021.pdf
claim "the last one too" test -s pages/redacted/COE000022.pdf
end
