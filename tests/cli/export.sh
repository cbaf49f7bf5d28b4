#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2154 # lib.sh sets variables
# Redactions given back to a viewer, read by qpdf and an XML parser.
. "$(dirname "$0")/lib.sh"
begin "$@"
small
marks() {
	python3 -B "$root/tests/cli/marks.py" "$@"
}

# Turned, cropped, in other units, with an annotation of somebody else, and
# with a note, a description of XML's own signs, and a box that was withdrawn.
python3 - "$samples/misc/figures-edge.pdf" <<'EOT'
def page(keys):
    return b'<</Type/Page/Parent 2 0 R' + keys + b'>>'
objects = [b'<</Type/Catalog/Pages 2 0 R>>',
           b'<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3'
           b'/MediaBox[0 0 400 600]>>',
           page(b'/CropBox[20 30 380 590]/Rotate 270/Annots 6 0 R'),
           page(b'/UserUnit 2.5/Rotate 90/Annots 6 0 R'),
           page(b'/MediaBox[-100.5 -50 299.5 550]/Rotate 180'),
           b'[<</Type/Annot/Subtype/Square/Rect[9 9 99 99]>>]']
out, at = b'%PDF-1.7\n', []
for n, o in enumerate(objects, 1):
    at.append(len(out))
    out += b'%d 0 obj\n%s\nendobj\n' % (n, o)
table = b'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
table += b''.join(b'%010d 00000 n \n' % a for a in at)
out += table + b'trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (
    len(at) + 1, len(out))
open('src/turned.pdf', 'wb').write(out)
EOT
qpdf --encrypt open sesame 128 --use-aes=y -- src/mail.pdf src/locked.pdf
cat >>src/small.yaml <<'EOT'
  - { id: F, file: turned.pdf, page: 1-3, rect: [10.001, 20.002, 100.123, 57.999], code: PII, description: '<a> & "b"', note: ask JS }
  - { id: G, file: turned.pdf, page: 1, rect: [1, 2, 3, 4], code: PII, status: withdrawn }
  - { id: H, file: locked.pdf, page: 2, rect: [10, 20, 30, 40], code: PII }
EOT
sed -i 's/letter.pdf\]/letter.pdf, turned.pdf, { file: locked.pdf, password_env: OPENS }, { native: film.mp4, placeholder: Produced in native format }]/' src/small.yaml
echo film >src/film.mp4
OPENS=open
export OPENS
n=COE000008-COE000010

umask 022
run export src/small.yaml --annotate --xfdf -o views
ends 0 "redactions are given back"
says stdout "and counted" <<'EOT'
views: 6 working copies, 6 XFDFs with 11 redactions
1 document left out: slip sheets stand for them
they show all that is to be redacted: keep them to yourself
EOT
lacks stderr error "without a complaint"
find views -printf '%m %f\n' | sort >listed
cat >wanted <<'EOT'
600 COE000001.xfdf
600 COE000001_WORKING-COPY.pdf
600 COE000002.xfdf
600 COE000002_WORKING-COPY.pdf
600 COE000003-COE000005.xfdf
600 COE000003-COE000005_WORKING-COPY.pdf
600 COE000006-COE000007.xfdf
600 COE000006-COE000007_WORKING-COPY.pdf
600 COE000008-COE000010.xfdf
600 COE000008-COE000010_WORKING-COPY.pdf
600 COE000011-COE000013.xfdf
600 COE000011-COE000013_WORKING-COPY.pdf
700 views
EOT
same wanted listed "into files that are their owner's alone"

cat >wanted <<'EOT'
0|F|PII|<a> & "b"||10001,20002,100123,57999
1|F|PII|<a> & "b"||10001,20002,100123,57999
2|F|PII|<a> & "b"||10001,20002,100123,57999
EOT
marks views/$n.xfdf src/turned.pdf >listed
same wanted listed "an XFDF has each box in its place, to the milli-point"
marks views/${n}_WORKING-COPY.pdf >listed
same wanted listed "and so has a working copy"
marks views/COE000003-COE000005_WORKING-COPY.pdf >listed
cat >wanted <<'EOT'
0|C|PII|Redaction||128000,80000,345000,95000
1|D|PII|Redaction||0,0,612000,792000
2|D|PII|Redaction||0,0,612000,792000
EOT
same wanted listed "a whole page is its rectangle"
for f in views/*.pdf; do
	case $f in *11-*) set -- --password=open ;; *) set -- ;; esac
	claim "qpdf finds no fault with ${f#*/}" qpdf "$@" --check "$f"
done
marks views/COE000011-COE000013_WORKING-COPY.pdf --password=open >listed
echo '1|H|PII|Redaction||10000,20000,30000,40000' >wanted
same wanted listed "a copy opens with its source's password"
head -c "$(wc -c <src/turned.pdf)" views/${n}_WORKING-COPY.pdf >prefix
same src/turned.pdf prefix "a copy is its source's bytes, and more behind them"
qpdf --json=2 --json-key=qpdf views/${n}_WORKING-COPY.pdf >copy.json
has copy.json '"/Square"' "what others have marked is still there"
grep -rla 'ask JS' views >found
: >wanted
same wanted found "no note goes along"

run export src/small.yaml --annotate --xfdf --notes -o noted --bates COE000008
ends 0 "notes are asked for"
has stdout "and your notes" "and it is said that they are in there"
for f in noted/*.pdf noted/*.xfdf; do
	case $f in *.xfdf) set -- src/turned.pdf ;; *) set -- ;; esac
	marks "$f" "$@" >listed
	has listed '0|F|PII|<a> & "b"|ask JS|' "they stand in ${f##*.}"
done
claim "--bates leaves out the rest" test "$(find noted -type f | wc -l)" = 2

# Nothing is written over, and nothing stands where others look.
fingerprint views >before
run export src/small.yaml --xfdf -o views
ends 2 "a name that is there is refused"
says stderr "in a sentence" <<'EOT'
incamera: error: views/COE000001.xfdf is there already, and nothing is written over: name a new directory with -o, or move it away
EOT
fingerprint views | diff before - >changed
: >wanted
same wanted changed "and all of it is as it was"
mkdir open
run export src/small.yaml --xfdf -o open
ends 2 "a directory that others may look into is refused"
says stderr "in a sentence" <<'EOT'
incamera: error: open can be looked into by others, and working copies show all: name a new directory with -o, or make it private (chmod 700)
EOT
mkdir -p out/private
echo '{}' >out/private/manifest.json
run export src/small.yaml --annotate -o out/mine
ends 2 "a place in an output directory is refused"
has stderr "which is an output directory" "in a sentence"
claim "and is not made" test ! -e out/mine
run export src/small.yaml -o new
ends 2 "neither --annotate nor --xfdf"
says stderr "is asked for" <<'EOT'
incamera: export: error: as what? Say --annotate for working copies, --xfdf for XFDFs, or both
incamera: "incamera help export" shows how it is used
EOT
claim "and nothing is made" test ! -e new

# Pictures have a PDF around them then, and stay what they are.
gs -q -dNOPAUSE -dBATCH -sDEVICE=tiffg4 -r100 -sOutputFile=src/pages.tif \
    src/letter.pdf
sed -e 's/\[roster.pdf, .*/[pages.tif]/' -e '/id: [A-CE-H]/d' \
    -e 's/COE000004-5/COE000001-2/' src/small.yaml >src/pages.yaml
run export src/pages.yaml --annotate -o pages
ends 0 "a TIFF has a working copy"
marks pages/COE000001-COE000002_WORKING-COPY.pdf >listed
has listed '1|D|PII|Redaction||0,0,612000,792000' "which bears its boxes"
claim "and which qpdf finds no fault with" \
    qpdf --check pages/COE000001-COE000002_WORKING-COPY.pdf
pdfimages -list pages/COE000001-COE000002_WORKING-COPY.pdf >images
has images ccitt "its pages are G4 still"

# What MuPDF has to mend is written anew; what cannot be read is named.
echo "not a PDF" >src/cut.pdf
sed -e 's/\[roster.pdf, .*/[roster.pdf, cut.pdf]/' -e '/id: [B-H]/d' \
    src/small.yaml >src/cut.yaml
run export src/cut.yaml --annotate -o cut
ends 2 "a source that cannot be read is refused"
has stderr "cut.pdf" "by its name"
sed 's/^startxref/startxxxx/' src/roster.pdf >src/mended.pdf
sed -e 's/\[roster.pdf, .*/[mended.pdf]/' -e '/id: [B-H]/d' \
    src/small.yaml >src/mended.yaml
run export src/mended.yaml --annotate -o mended
ends 0 "a source that is repaired has its copy"
claim "which is whole" qpdf --check mended/COE000001_WORKING-COPY.pdf
marks mended/COE000001_WORKING-COPY.pdf >listed
echo '0|A|PII|Redaction||560000,118000,640000,250000' >wanted
same wanted listed "and bears its box"
end
