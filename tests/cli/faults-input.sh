#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# Inputs and outputs that somebody else takes away, or exchanges, while the
# program works with them.
. "$(dirname "$0")/lib.sh"
begin "$@"
tiny
cp -a src clean
run apply src/tiny.yaml -o ref
ends 0 "the reference is made"
caret='    documents: [roster.pdf, ledger.pdf, mail.pdf]
                                        ^'

# during POINT COMMAND STATUS CLAIM: what is done there ends the run so; the
# run's only words are on standard input.
during() {
	rm -rf out out2 src
	cp -a clean src
	at "$1" "$2" apply src/tiny.yaml -o out -j1 -q
	ends "$3" "$4"
	says stderr "in words"
	rm -rf src
	cp -a clean src
	claim "what is in out/ is whole" whole out ref
}

# refused POINT COMMAND CLAIM: nothing was written.
refused() {
	during "$1" "$2" 2 "$3"
	claim "nothing was written" test ! -e out
	claim "nothing was frozen" test ! -e src/tiny.lock
	again ref "with the input back, it is made"
}

# failed POINT COMMAND CLAIM: one document is refused, the others are made.
failed() {
	during "$1" "$2" 3 "$3"
	claim "the hashes are of what is there" sh -c 'cd out &&
	    sha256sum -c --quiet SHA256SUMS && ! grep COE000003 SHA256SUMS'
	ls out/redacted >listed
	printf '%s\n' COE000001.pdf COE000002.pdf >wanted
	same wanted listed "the others are made"
	again ref "with the input back, it is made"
}

gone="incamera: src/tiny.yaml:7:37: error: src/mail.pdf cannot be opened: there is no such file or directory
$caret"
other="incamera: src/tiny.yaml:7:37: error: mail.pdf changed while it was read
$caret"
changed="incamera: mail.pdf: error: changed while it was read"
exchange='cp src/roster.pdf new && mv new src/mail.pdf'

refused zygote 'rm src/mail.pdf' \
    "an input that vanishes before it is hashed" <<EOT
$gone
EOT
refused before-scouts 'rm src/mail.pdf' \
    "an input that vanishes before its pages are counted" <<EOT
$gone
EOT
refused scout-ended 'rm src/mail.pdf' \
    "an input that vanishes before its boxes are looked at" <<EOT
$gone
EOT
refused before-scouts "$exchange" \
    "another file under its name before its pages are counted" <<EOT
$other
EOT
refused before-scouts 'echo >>src/mail.pdf' \
    "more bytes in it before its pages are counted" <<EOT
$other
EOT
failed planned 'rm src/mail.pdf' \
    "an input that vanishes between plan and make" <<EOT
$changed
EOT
failed planned "$exchange" \
    "another file under its name between plan and make" <<EOT
$changed
EOT
failed planned 'cat src/roster.pdf >src/mail.pdf' \
    "another content between plan and make" <<EOT
$changed
EOT
failed planned ': >src/mail.pdf' \
    "no content between plan and make" <<EOT
$changed
EOT
failed planned 'rm src/mail.pdf; mkfifo src/mail.pdf' \
    "a pipe in its place" <<EOT
$changed
EOT
failed planned 'rm src/mail.pdf; mkdir src/mail.pdf' \
    "a directory in its place" <<EOT
$changed
EOT
failed planned \
    'rm src/mail.pdf; ln -s mail.pdf src/mail.pdf' "a loop of links in its place" <<EOT
$changed
EOT
during make-said 'echo >>src/roster.pdf' 3 "an input that grows while it is drawn" <<'EOT'
incamera: roster.pdf: error: changed while it was read
EOT
again ref "with the input back, it is made"
during make-said ': >src/roster.pdf' 3 "an input that is cut off meanwhile" <<'EOT'
incamera: roster.pdf: error: changed while it was read
EOT
again ref "with the input back, it is made"
during made ': >src/roster.pdf' 3 "an input that is cut off before its judge reads it" <<'EOT'
incamera: roster.pdf: error: changed while it was read
EOT
again ref "with the input back, it is made"
during before-scouts 'rm src/tiny.yaml' 0 \
    "a spec that is not there any more is not missed" </dev/null
during planned 'rm -r src' 2 "no directory to freeze the plan in" <<'EOT'
incamera: error: src cannot be opened as a directory: there is no such file or directory
EOT
claim "and nothing was written" test ! -e out

# The output directory.
whole='incamera: what is in "out" is whole: "incamera apply --resume" goes on from there'
taken='was moved, removed or changed while this program worked: run again with --resume'

# lost POINT COMMAND: the environment failed, and --resume goes on.
lost() {
	during "$1" "$2" 4 "$2 at $1"
	again ref "and --resume goes on"
}

lost frozen 'rm -r out' <<'EOT'
incamera: error: a file cannot be made in out/redacted: there is no such file or directory
EOT
lost COE000001.pdf-synced 'rm -r out/redacted' <<EOT
incamera: error: out/redacted/COE000001.pdf cannot be written: there is no such file or directory
$whole
EOT
lost published 'rm -r out/private' <<EOT
incamera: error: out/private/journal.jsonl cannot be written: there is no such file or directory
$whole
EOT
lost before-derive 'rm -r out/redacted' <<EOT
incamera: error: out/redacted $taken
EOT
lost before-derive 'rm out/redacted/COE000001.pdf' <<EOT
incamera: error: out/redacted/COE000001.pdf $taken
EOT
lost before-derive 'rm -r out/logs' <<EOT
incamera: error: out/logs $taken
EOT
lost before-derive 'rm -r out' <<EOT
incamera: error: out $taken
EOT
lost before-derive 'mv out out2' <<EOT
incamera: error: out $taken
EOT
lost SHA256SUMS-synced 'rm -r out' <<'EOT'
incamera: error: out/SHA256SUMS cannot be written: there is no such file or directory
EOT
lost derived 'rm -r out' <<EOT
incamera: error: out $taken
EOT
end
