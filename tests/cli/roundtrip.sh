#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# What is exported to a viewer comes back by import as it was: places to the
# milli-point, ids, codes, status, description and note; from pages that are
# turned, cropped, in units of their own, of any offset, or several of one
# redaction; and a mark on a produced page, which was made smaller.
. "$(dirname "$0")/lib.sh"
begin "$@"
mkdir src
cp "$samples/misc/roster-rotated.pdf" src/roster.pdf
cp "$samples/misc/ledger-cropped.pdf" src/ledger.pdf
cp "$samples/email/2018-03-thread.pdf" src/mail.pdf

# Eight pages: each turn, with and without a crop and a unit, text to tell them.
python3 - <<'EOT'
kids, objects = [], []
for n in range(8):
    keys = '/Rotate %d' % (90 * (n % 4))
    if n >= 4:
        keys += '/CropBox[20.25 30.5 380 590]/UserUnit %s' % (n / 2)
    text = 'BT /F 40 Tf 60 %d Td (Page %s) Tj ET' % (500 - 50 * n, 'ABCDEFGH'[n])
    objects.append('<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>' % (
        4 + 2 * n, keys))
    objects.append('<</Length %d>>\nstream\n%s\nendstream' % (len(text), text))
    kids.append('%d 0 R' % (3 + 2 * n))
objects = ['<</Type/Catalog/Pages 2 0 R>>',
           '<</Type/Pages/Kids[%s]/Count 8/MediaBox[-10.5 -7 400 600]'
           '/Resources<</Font<</F<</Type/Font/Subtype/Type1'
           '/BaseFont/Helvetica>>>>>>>>' % ' '.join(kids)] + objects
out, at = '%PDF-1.7\n', []
for n, o in enumerate(objects, 1):
    at.append(len(out))
    out += '%d 0 obj\n%s\nendobj\n' % (n, o)
table = 'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
table += ''.join('%010d 00000 n \n' % a for a in at)
out += table + 'trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (
    len(at) + 1, len(out))
open('src/turned.pdf', 'w').write(out)
EOT
cat >src/head.yaml <<'EOT'
matter: Roe v. County of Example, No. 2:26-cv-00001
bates: { prefix: COE, digits: 6, start: 1 }
prefixes: [COE]
codes:
  PII: { text: Personal identifiers, basis: protective order }
  IA: { text: Internal affairs, basis: privilege }
documents: [roster.pdf, ledger.pdf, mail.pdf, turned.pdf]
EOT
cat src/head.yaml - >src/there.yaml <<'EOT'
redactions:
  - { id: R1, bates: COE000001, rect: [560, 118, 640, 250], code: PII, description: home telephones, note: ask JS }
  - { bates: COE000002, rect: [140.001, 122.499, 330.5, 142.123], code: [IA, PII], status: agreed, description: "<a> & \"b\", c" }
  - { bates: COE000003, rect: [128, 80, 345, 95], code: PII }
  - { id: R2, bates: COE000004-5, rect: whole, code: IA, status: objected }
  - { id: R3, file: turned.pdf, page: 1-8, rect: [60.001, 70.003, 160.997, 130.999], code: PII, description: a name, note: "line, \"two\"" }
  - { bates: "COE000002, COE000003-6", rect: [300, 300, 350, 320], code: PII }
  - { bates: COE000008, rect: [10.125, 20.333, 30.777, 40.999], code: IA, note: not ours }
EOT
cat src/head.yaml - >src/back.yaml <<'EOT'
redactions_csv: back.csv
EOT

# told SPEC: each place of the plan, and each redaction, a line.
told() {
	"$incamera" plan -q --json "$1" | python3 -c '
import json, sys
plan = json.load(sys.stdin)
for d in plan["documents"]:
    for n, page in enumerate(d["pages"]):
        for r in page["redactions"]:
            print(d["range"], n, r["id"], r["rect"])
for r in plan["redactions"]:
    print(r["id"], r["codes"], r["status"], r["description"])' | sort
}

# notes CSV: of each row its place and its note.
notes() {
	python3 -c '
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    if r["note"]:
        print(r["bates"], r["x0"], r["note"])' "$1"
}

told src/there.yaml >there
run export src/there.yaml --annotate --xfdf --notes -o views
ends 0 "redactions go out to viewers"
for form in pdf xfdf; do
	rm -f src/back.csv
	run import views/*."$form" --spec src/there.yaml -o src/back.csv
	ends 0 "they come back from $form"
	told src/back.yaml >back
	same there back "each in its place, with id, codes, status, description"
	notes src/back.csv >listed
	cat >wanted <<-'EOT'
	COE000001 560 ask JS
	COE000006-COE000013 60.001 line, "two"
	COE000008 10.125 not ours
	EOT
	same wanted listed "and with its note"
	cp src/back.csv "$form.csv"
done
same pdf.csv xfdf.csv "both ways give the same list"

# Without --notes a viewer shows none, and none is lost.
run export src/there.yaml --annotate -o bare
rm src/back.csv
run import bare/*.pdf --spec src/there.yaml -o src/back.csv
ends 0 "without notes they come back, too"
same pdf.csv src/back.csv "and the spec's notes are kept"

# A page that is full to its edges is made smaller for its number. Somebody
# marks that copy; the place is wanted on the source.
python3 - <<'EOT'
text = '.5 G 0 0 612 792 re 90 w S BT /F 40 Tf 80 400 Td (Full) Tj ET'
objects = ['<</Type/Catalog/Pages 2 0 R>>',
           '<</Type/Pages/Kids[3 0 R]/Count 1>>',
           '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R'
           '/Resources<</Font<</F<</Type/Font/Subtype/Type1'
           '/BaseFont/Helvetica>>>>>>>>',
           '<</Length %d>>\nstream\n%s\nendstream' % (len(text), text)]
out = '%PDF-1.7\n' + ''.join(
    '%d 0 obj\n%s\nendobj\n' % (n, o) for n, o in enumerate(objects, 1))
open('raw.pdf', 'w').write(out + 'trailer\n<</Size 5/Root 1 0 R>>\n%%EOF\n')
EOT
qpdf raw.pdf src/full.pdf 2>/dev/null
sed 's/^documents:.*/raster: { dpi: 72 }\ndocuments: [full.pdf]/' \
    src/head.yaml >src/full.yaml
run apply -q src/full.yaml -o out
ends 0 "a full page is produced"
python3 - <<'EOT'
import json
m = json.load(open('out/private/manifest.json'))
p = m['documents'][0]['pages'][0]['placement']
assert p['scale_ppm'] < 1000000, p
x0, y0, x1, y1 = (v * p['scale_ppm'] / 1e9 + d / 1e3 for v, d in zip(
    (100001, 200002, 180003, 250999), (p['dx'], p['dy']) * 2))
page = m['documents'][0]['pages'][0]
import subprocess
data = json.loads(subprocess.run(
    ['qpdf', '--json=2', '--json-key=qpdf', '--json-key=pages',
     'out/redacted/COE000001.pdf'], stdout=subprocess.PIPE).stdout)
head, objects = data['qpdf']
ref = data['pages'][0]['object']
value = objects['obj:' + ref]['value']
value['/Annots'] = [{
    '/Type': '/Annot', '/Subtype': '/Redact', '/OverlayText': 'u:PII',
    '/Rect': [round(v, 5) for v in (x0, 792 - y1, x1, 792 - y0)]}]
json.dump({'version': 2, 'qpdf': [head, {'obj:' + ref: {'value': value}}]},
          open('update.json', 'w'))
EOT
qpdf out/redacted/COE000001.pdf --update-from-json=update.json marked.pdf
run import marked.pdf --spec src/full.yaml -o src/full.csv
ends 0 "a mark on a page that was made smaller is taken"
cut -d, -f2-7 src/full.csv | tail -1 >listed
echo COE000001,100.001,200.002,180.003,250.999,PII >wanted
same wanted listed "in its place on the source, to the milli-point"
end
