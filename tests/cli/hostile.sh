#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Files that are not what they should be: each costs a sentence, and no other
# document.
. "$(dirname "$0")/lib.sh"
begin "$@"
cp "$samples/misc/roster-rotated.pdf" good.pdf

spec() {
	cat <<-EOF
	bates: { prefix: COE, digits: 6 }
	prefixes: [COE]
	legend: none
	codes: { PII: { text: Personal, basis: order } }
	documents:
	  - good.pdf
	  - $1
	redactions:
	  - { bates: COE000001, rect: [560, 118, 640, 250], code: PII }
	EOF
}

# refused NAME SENTENCE: without a page count nothing is written.
refused() {
	spec "$1" >spec.yaml
	run apply spec.yaml -o out
	ends 2 "$1 is refused"
	has stderr "$2" "with a sentence"
	claim "$1: nothing was written" test ! -e out
	claim "$1: nothing was frozen" test ! -e spec.lock
}

refused missing.pdf "missing.pdf"
: >empty.pdf
refused empty.pdf "empty.pdf is empty"
echo "Dear Sir or Madam," >letter.pdf
refused letter.pdf "letter.pdf is not a PDF"
head -c 3000 /dev/zero >zeros.pdf
refused zeros.pdf "zeros.pdf is not a PDF"
mkdir folder.pdf
refused folder.pdf "folder.pdf"
mkfifo pipe.pdf
refused pipe.pdf "pipe.pdf"
qpdf --encrypt secret owner 256 -- good.pdf locked.pdf
refused locked.pdf "locked.pdf needs a password"
refused "{ file: locked.pdf, password_env: NO_SUCH_VARIABLE }" \
    "the password of locked.pdf"
PW=wrongpass refused "{ file: locked.pdf, password_env: PW }" \
    "password"
cat >none.pdf <<'EOF'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[]/Count 0>>
endobj
xref
0 3
0000000000 65535 f 
0000000009 00000 n 
0000000054 00000 n 
trailer
<</Size 3/Root 1 0 R>>
startxref
100
%%EOF
EOF
refused none.pdf "none.pdf has no page"

# made NAME ENTRY WARNING: it goes through, with a warning.
made() {
	spec "$2" >spec.yaml
	rm -rf out spec.lock bates.registry
	run apply spec.yaml -o out
	ends 0 "$1 goes through"
	has stderr "$3" "with a warning"
	claim "$1: the output is whole" qpdf --check out/redacted/COE000002.pdf
	rm -rf out spec.lock bates.registry
	run apply spec.yaml -o out --strict
	ends 3 "--strict makes it fail"
	ls out/redacted >listed 2>/dev/null
	echo COE000001.pdf >wanted
	same wanted listed "and only it"
	run apply spec.yaml -o out
	run apply spec.yaml -o out --resume --strict
	ends 3 "--strict makes it fail though an earlier run made it"
	ls out/redacted >listed 2>/dev/null
	same wanted listed "its earlier output is gone"
	claim "and no list names it" sh -c 'cd out && sha256sum -c --quiet \
	    SHA256SUMS && ! grep -q COE000002 SHA256SUMS'
	rm -rf out spec.lock bates.registry
}
# An owner's password alone stops nobody.
qpdf --encrypt "" owner 256 -- good.pdf owned.pdf
spec owned.pdf >spec.yaml
run apply spec.yaml -o out --strict
ends 0 "an owner password alone opens, even with --strict"
has stderr "is encrypted with an owner password only" "and is reported"
rm -rf out spec.lock bates.registry
size=$(wc -c <"$samples/misc/ledger-cropped.pdf")
head -c $((size - 60)) "$samples/misc/ledger-cropped.pdf" >cut.pdf
made cut.pdf cut.pdf "was repaired on reading"

printf 'secret\n' >pw
spec "{ file: locked.pdf, password_file: pw }" >spec.yaml
run apply spec.yaml -o out
ends 0 "a password from a file opens"
claim "it is in no output" sh -c '! grep -raF secret out'
claim "the outputs are not encrypted" qpdf --check out/redacted/COE000002.pdf
rm -rf out spec.lock bates.registry
secretword=hunter2word
export secretword
qpdf --encrypt $secretword owner 256 -- good.pdf locked2.pdf
spec "{ file: locked2.pdf, password_env: secretword }" >spec.yaml
run apply spec.yaml -o out
ends 0 "a password from the environment opens"
claim "it is in no output, log or message" sh -c \
    '! grep -raF hunter2word out stdout stderr'
end
