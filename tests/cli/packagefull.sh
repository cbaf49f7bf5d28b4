#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# package, where there is something that not everyone may have: unredacted
# copies, native files, documents withheld; and documents in parts.
. "$(dirname "$0")/lib.sh"
begin "$@"
. "$root/tests/cli/packagelib.sh"

# full DIR SERVICE [DOCUMENT]: copies, a native file, and a document more.
full() {
	mkdir -p "spec.$1/media"
	cp src/*.pdf "spec.$1"
	printf 'a clip that says quagmire' >"spec.$1/media/clip.mp4"
	cat >"spec.$1/p.yaml" <<-END
	matter: Roe v. County of Example
	bates: { prefix: COE, digits: 6 }
	raster: { dpi: 72 }
	copies: [redacted, proposed]
	logs: { kinds: [redaction, index, exhibit], formats: [csv] }
	service: $2
	codes:
	  PII: { text: Personal identifiers, basis: protective order }
	  AC: { text: Attorney-client, basis: privilege, privileged: true }
	documents:
	  - mail.pdf
	  - roster.pdf
	  - { placeholder: Produced in native format, native: media/clip.mp4 }
	  - ${3-ledger.pdf}
	redactions:
	  - { id: A, bates: COE000004, rect: [560, 118, 640, 250], code: PII }
	  - { id: C, bates: COE000001, rect: [128, 80, 345, 95], code: PII }
	  - { id: D, bates: COE000002, rect: whole, code: PII }
	END
	run apply "spec.$1/p.yaml" -o "$1" -q
	ends 0 "a production with copies and a native file is made: $2"
}

# bytes DIR: the hashes of all files of it.
bytes() {
	find "$1" -type f -exec sha256sum {} + | cut -c 1-64 | sort -u
}

full conf confidentiality
run package conf --profile plain -o pkg --spec spec.conf/p.yaml
ends 0 "it is packaged"
for a in court-in-camera opposing-party; do
	same conf/unredacted "pkg/$a/VOL001/UNREDACTED" \
	    "$a has the unredacted copies"
	claim "$a: nobody else can read them" sh -c "
	    [ \"\$(stat -c %a pkg/$a pkg/$a/VOL001/UNREDACTED | sort -u)\" = 700 ] &&
	    [ -z \"\$(find pkg/$a/VOL001/UNREDACTED -type f -perm /077)\" ]"
	same spec.conf/media/clip.mp4 "pkg/$a/VOL001/NATIVES/COE000005.mp4" \
	    "$a has the native file, under its new name"
	claim "$a has the exhibit" [ -e "pkg/$a/LOGS/joint-statement-exhibit.csv" ]
	claim "$a: the sums are right" \
	    sh -c "cd pkg/$a && sha256sum -c --quiet SHA256SUMS"
done
has pkg/court-in-camera/README.txt "FOR IN CAMERA REVIEW" \
    "the court's read-me says what it is for"
has pkg/court-in-camera/README.txt "the parties" \
    "and that the parties have it, too"
for a in court-in-camera opposing-party; do
	has pkg/$a/INDEX.csv "Verified of the redacted copies:" \
	    "$a: nothing is said to be gone from unredacted files"
	has pkg/$a/README.txt "Verified of the redacted copies:" \
	    "$a: nor by the read-me"
done
has pkg/public/README.txt "Verified: what you listed" "the public has no other"
has pkg/opposing-party/TRANSMITTAL.txt "Unredacted copies are enclosed." \
    "the other side's letter says what is enclosed"
has pkg/opposing-party/TRANSMITTAL.txt "  - COE000005 (native file)" \
    "and marks what is no document"
has pkg/court-in-camera/TRANSMITTAL.txt "for in camera review" \
    "and so does the letter"
refuse "the public has no placeholder, since it has no native file" \
    sh -c 'find pkg/public | grep COE000005'
has pkg/public/README.txt "their placeholders are not enclosed (1):" \
    "and is told so"
refuse "the public has nothing that says UNREDACTED" \
    sh -c 'find pkg/public | grep -i unredacted'
bytes pkg/public >public
bytes conf/unredacted >unredacted
sha256sum spec.conf/media/clip.mp4 | cut -c 1-64 >>unredacted
refuse "nor a byte of it" grep -qFf unredacted public
visible pkg/opposing-party/VOL001/DATA/VOL001.dat >dat
has dat "|TEXTPATH|~|NATIVEPATH|CR" "the load file names native files"
has dat "|COE000005|~|COE000005|~||~||~|1|~||~|N|~||~|REDACTED\\COE000005.pdf|~|TEXT\\COE000005.txt|~|NATIVES\\COE000005.mp4|CR" \
    "beside their placeholders"

cp spec.conf/media/clip.mp4 clip
printf ' ' >>spec.conf/media/clip.mp4
refused 1 "a native file that changed" conf --profile plain -o pkg \
    --spec spec.conf/p.yaml <<'END'
incamera: error: clip.mp4 is not the file that the placeholder COE000005 names: put the old one back, or run apply --resume
END
cp clip spec.conf/media/clip.mp4

# An unredacted copy that is said to be a redacted one.
rm -rf bad
cp -a conf bad
one=COE000001-COE000003
was=$(sha256sum <bad/redacted/$one.pdf | cut -c 1-64)
is=$(sha256sum <bad/unredacted/${one}_UNREDACTED-PROPOSED.pdf | cut -c 1-64)
had=$(stat -c %s bad/redacted/$one.pdf)
has_now=$(stat -c %s bad/unredacted/${one}_UNREDACTED-PROPOSED.pdf)
cat bad/unredacted/${one}_UNREDACTED-PROPOSED.pdf >bad/redacted/$one.pdf
sed -i -e "s/$was/$is/" -e "s/\"bytes\": $had,/\"bytes\": $has_now,/" \
    bad/private/manifest.json bad/private/verify.json \
    bad/logs/bates-index.csv
(cd bad && find logs redacted -type f | sort | xargs sha256sum >SHA256SUMS)
rm -rf pkg
run package bad --profile plain -o pkg --to public --spec spec.conf/p.yaml
ends 1 "an unredacted copy in the place of a redacted one is found"
has stderr "error: the package is not made: public/VOL001/REDACTED/$one.pdf is a copy that this audience must not have" \
    "and named"
gone "and nothing is written"
rm -rf bad

# Privilege: the other side has nothing of it.
full priv confidentiality '{ withhold: true, code: AC, file: ledger.pdf, privilege: Attorney-client, description: Letter }'
run package priv --profile plain -o pkg --spec spec.priv/p.yaml
ends 0 "a production with a document withheld is packaged"
has stdout "service: privilege, because of COE000006, which is privileged" \
    "as a matter of privilege"
bytes pkg/opposing-party >opposing
bytes priv/unredacted >unredacted
sha256sum spec.priv/media/clip.mp4 spec.priv/ledger.pdf | cut -c 1-64 \
    >>unredacted
claim "there is something to look for" [ -s unredacted ]
refuse "the other side has not a byte of what is unredacted" \
    grep -qFf unredacted opposing
hash=$(sha256sum <spec.priv/media/clip.mp4 | cut -c 1-64)
for a in opposing-party public; do
	refuse "$a has no placeholder, which bears the native file's hash" \
	    sh -c "find pkg/$a | grep COE000005"
	refuse "$a: nor is the hash in any text" grep -rqF "$hash" "pkg/$a"
done
claim "the index has no hash of a placeholder" \
    grep -q '^COE000005,COE000005,1,,' priv/logs/bates-index.csv
refuse "nor a name" sh -c 'find pkg/opposing-party | grep -i -e unredacted -e NATIVES'
pdftotext -f 1 -l 1 -x 128 -y 80 -W 217 -H 15 src/mail.pdf - | words |
    grep .... >covered
claim "there are words to look for" [ -s covered ]
refuse "nor a word of what is covered" \
    grep -rqaFf covered pkg/opposing-party/VOL001/TEXT/COE000001-COE000003.txt
same priv/unredacted pkg/court-in-camera/VOL001/UNREDACTED "the court has it"
letter=pkg/opposing-party/TRANSMITTAL.txt
has $letter "Withheld, with a slip sheet in the place of each (1):" \
    "the letter says what is withheld"
has $letter "  - COE000006" "by its number"
has $letter "Unredacted copies are not enclosed." "and what is not enclosed"
has $letter "Native files and their placeholders are not enclosed (1):" \
    "and that native files are not"
visible pkg/opposing-party/VOL001/DATA/VOL001.dat >dat
has dat "|COE000006|~|COE000006|~||~||~|1|~||~|Y|~|AC|~|" \
    "the load file has the code of what is withheld"

# A part of the production is a matter of privilege as the whole is.
run apply spec.priv/p.yaml -o some --bates COE000001 -q
ends 0 "a part of it is made"
rm -rf pkg
run package some --profile plain -o pkg --spec spec.priv/p.yaml
ends 0 "and packaged"
has stdout "service: privilege, because of COE000006, which is privileged" \
    "as a matter of privilege, which another document makes it"
refuse "the other side has no unredacted copy of it" \
    sh -c 'find pkg/opposing-party | grep -i unredacted'

# Parts.
sed -e '/^limit_/d' "$root/share/profiles/plain.yaml" >bare.yaml
small_profile 32000 120000
rm -rf pkg
run package conf --profile ./small.yaml -o pkg --spec spec.conf/p.yaml
ends 0 "documents of which one copy is over the limit are packaged"
(cd pkg/public && find . -name 'COE*.pdf' | sort) >tree
says_tree tree "the public's are parted as if there were no other copy" <<'END'
./VOL001/REDACTED/COE000001-COE000003.pdf
./VOL001/REDACTED/COE000004.pdf
./VOL001/REDACTED/COE000006.pdf
END
lacks pkg/public/README.txt "are in parts" "no read-me tells of other copies"
claim "the parties have more volumes than the public" \
    [ -e pkg/opposing-party/VOL002 ]
small_profile 26500 200000
rm -rf pkg
run package conf --profile ./small.yaml -o pkg --spec spec.conf/p.yaml
ends 0 "documents over the limit come in parts"
(cd pkg/court-in-camera && find . -name 'COE00000[1-3]*.pdf' | sort) >tree
says_tree tree "each named by its own numbers" <<'END'
./VOL001/REDACTED/COE000001-COE000002.pdf
./VOL001/REDACTED/COE000003.pdf
./VOL001/UNREDACTED/COE000001_UNREDACTED-PROPOSED.pdf
./VOL001/UNREDACTED/COE000002_UNREDACTED-PROPOSED.pdf
./VOL001/UNREDACTED/COE000003_UNREDACTED-PROPOSED.pdf
END
claim "none is over the limit" \
    sh -c '[ -z "$(find pkg -name "*.pdf" -size +26500c)" ]'
claim "qpdf has no complaint" sh -c \
    'for f in pkg/court-in-camera/VOL001/*/*.pdf; do qpdf --check "$f" || exit; done'
for n in 1 2 3; do
	pdftotext -f $n -l $n -raw conf/redacted/$one.pdf - | words >whole.words
	part=COE000001-COE000002 at=$n
	[ $n -lt 3 ] || { part=COE000003; at=1; }
	pdftotext -f $at -l $at -raw \
	    "pkg/public/VOL001/REDACTED/$part.pdf" - | words >part.words
	same whole.words part.words "page $n of it says what it said"
done
visible pkg/opposing-party/VOL001/DATA/VOL001.dat >dat
has dat "|COE000001|~|COE000002|~|COE000001|~|COE000003|~|2|~|" \
    "a part is attached to its document"
has pkg/public/README.txt "are in parts" "the read-me says so"
sed 's/128, 80,/129, 80,/' spec.conf/p.yaml >spec.conf/q.yaml
refused 2 "a spec that makes it otherwise" conf --profile ./small.yaml \
    -o pkg -q --spec spec.conf/q.yaml <<END
incamera: error: $one.pdf was not made of this spec as it is now: run apply --resume, then package again
END
sed 's/^service: .*/service: privilege/' spec.conf/p.yaml >spec.conf/q.yaml
rm -rf pkg
run package conf --profile plain -o pkg -q --spec spec.conf/q.yaml
ends 0 "a spec that protects more by now counts"
refuse "the other side has nothing unredacted" sh -c \
    'find pkg/opposing-party | grep -i unredacted'
rm -rf pkg
small_profile 10000 200000
run package conf --profile ./small.yaml -o pkg --spec spec.conf/p.yaml -q
ends 2 "a page that alone is over the limit is refused"
claim "it is named, with what would fit" \
    grep -qE '^incamera: error: COE00000[0-9] alone has about [0-9]+ bytes, and the profile allows 10000 for a PDF: ' stderr
gone "and nothing is written"

# The sealed reference list: no manifest has a hash of what it says.
mkdir spec.ref
cp src/*.pdf spec.ref
sed -e 's/dpi: 100/dpi: 72/' -e 's/basis: /personal: true, &/' \
    -e 's/id: A,/& reference: "(209) 555-0101",/' \
    -e '/^codes/i reference_list: true\nservice: confidentiality' \
    src/tiny.yaml >spec.ref/p.yaml
run apply spec.ref/p.yaml -o ref -q
ends 0 "a production with a reference list is made"
run package ref --profile plain -o refs --spec spec.ref/p.yaml
ends 0 "it is packaged"
(find refs -name 'REFERENCE*csv' -printf '%m %P\n' | sort) >tree
says_tree tree "with the list, for those who may have it" <<'END'
600 court-in-camera/UNREDACTED/REFERENCE-LIST_UNREDACTED.csv
600 opposing-party/UNREDACTED/REFERENCE-LIST_UNREDACTED.csv
END
sed -i 's/555-0101/555-0102/' ref/unredacted/REFERENCE-LIST_UNREDACTED.csv
refused 1 "a reference list that was changed" ref --profile plain -o pkg -q \
    --spec spec.ref/p.yaml <<'END'
incamera: REFERENCE-LIST_UNREDACTED.csv: error: does not say what the spec says
END

# A set of disputed pages alone.
run apply spec.conf/p.yaml -o open --disputed-only -q
ends 0 "disputed pages are made"
rm -rf pkg
run package open --profile plain -o pkg --spec spec.conf/p.yaml
ends 0 "and packaged"
has stderr "public: warning: gets nothing of this set: it has no folder" \
    "the public has nothing of it"
claim "and no folder" sh -c '[ ! -e pkg/public ]'
same pkg/court-in-camera/VOL001/UNREDACTED \
    pkg/opposing-party/VOL001/UNREDACTED "both parties have the same pages"
claim "the court has the cover, too" \
    [ -e pkg/court-in-camera/UNREDACTED/DISPUTED-INDEX_UNREDACTED.csv ]
lacks pkg/court-in-camera/README.txt "load file" "without a load file"

# A document's own privilege counts where there are disputed pages alone.
sed 's/^  - roster.pdf/  - { file: roster.pdf, privilege: Attorney-client, description: Roster }/' \
    spec.conf/p.yaml >spec.conf/held.yaml
run apply spec.conf/held.yaml -o held --disputed-only -q
ends 0 "disputed pages of a privileged document are made"
rm -rf pkg
run package held --profile plain -o pkg --spec spec.conf/held.yaml
ends 0 "and packaged"
has stdout "because of COE000004, which is privileged" \
    "as a matter of privilege"
refuse "the other side has nothing of them" \
    sh -c 'find pkg | grep opposing'
end
