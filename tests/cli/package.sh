#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck disable=SC2034,SC2154 # lib.sh sets and reads variables
# package: who gets what, folder by folder, and everything that it refuses.
. "$(dirname "$0")/lib.sh"
begin "$@"
. "$root/tests/cli/packagelib.sh"

# What there is.
run package --list
ends 0 "the profiles are listed"
for name in edca-in-camera edca-request-to-seal ndca-79-5 plain; do
	has stdout "$name: " "$name is one of them"
done
claim "each says what to check" \
    sh -c '[ "$(grep -c "check  *Check the court.s current rules" stdout)" = 4 ]'

# Nothing is decided for those who did not decide.
production none
run package none --profile plain -o pkg --spec spec.none/p.yaml
ends 2 "without service nothing is packaged"
says stderr "and how to say it is said" <<'END'
incamera: error: the spec does not say who may see what: write "service: confidentiality" (the other side may see the documents whole) or "service: privilege" (it may not)
END
gone "and nothing is written"
sed '1i service: privilege' spec.none/p.yaml >spec.none/q.yaml
run package none --profile plain -o pkg --spec spec.none/q.yaml
ends 0 "the spec may say so later, when the volume was served"
has stdout "service: privilege" "and it counts"
rm -rf pkg

production out 'service: confidentiality'
fingerprint out >out.before
run package out --profile edca-request-to-seal --spec spec.out/p.yaml -o pkg
ends 0 "a production is packaged"
tree_of pkg | grep -v -e court-in-camera/LOGS -e opposing-party/LOGS >tree
says_tree tree "each audience has its folder, and nothing else" <<'END'
court-in-camera/INDEX.csv
court-in-camera/INDEX.html
court-in-camera/README.txt
court-in-camera/SHA256SUMS
court-in-camera/TRANSMITTAL.txt
court-in-camera/VOL001/REDACTED/COE000001.pdf
court-in-camera/VOL001/REDACTED/COE000002.pdf
court-in-camera/VOL001/REDACTED/COE000003-COE000005.pdf
opposing-party/INDEX.csv
opposing-party/INDEX.html
opposing-party/README.txt
opposing-party/SHA256SUMS
opposing-party/TRANSMITTAL.txt
opposing-party/VOL001/DATA/VOL001.dat
opposing-party/VOL001/REDACTED/COE000001.pdf
opposing-party/VOL001/REDACTED/COE000002.pdf
opposing-party/VOL001/REDACTED/COE000003-COE000005.pdf
opposing-party/VOL001/TEXT/COE000001.txt
opposing-party/VOL001/TEXT/COE000002.txt
opposing-party/VOL001/TEXT/COE000003-COE000005.txt
public/INDEX.csv
public/INDEX.html
public/LOGS/redaction-log.csv
public/README.txt
public/SHA256SUMS
public/VOL001/REDACTED/COE000001.pdf
public/VOL001/REDACTED/COE000002.pdf
public/VOL001/REDACTED/COE000003-COE000005.pdf
END
same out/logs pkg/court-in-camera/LOGS "the court has the logs"
same out/logs pkg/opposing-party/LOGS "and so has the other side"
fingerprint out >out.after
same out.before out.after "the production is as it was"
for a in court-in-camera opposing-party public; do
	claim "$a: the sums are right" \
	    sh -c "cd pkg/$a && sha256sum -c --quiet SHA256SUMS"
	claim "$a: and name every file" sh -c "
	    cd pkg/$a && find . -type f ! -name SHA256SUMS | sed 's,./,,' |
	    sort >../../there && sed 's/^.*  //' SHA256SUMS | sort |
	    diff ../../there -"
	same out/redacted "pkg/$a/VOL001/REDACTED" "$a: copies, byte by byte"
	refuse "$a: nothing of private/ is named" \
	    grep -rqi -e private -e roster.pdf -e src/ "pkg/$a" \
	    --include='*.csv' --include='*.dat' --include='*.txt'
done
claim "no copy is a link" \
    sh -c '[ -z "$(find pkg -type f -links +1)" ]'

# The public folder.
has pkg/public/README.txt "DO NOT FILE THIS BEFORE THE COURT'S APPROVAL" \
    "the public folder says that it is not to be filed yet"
says pkg/public/LOGS/redaction-log.csv \
    "its log has neither ids nor descriptions" <<END
$bom$(printf 'Bates page,codes,basis,area\r
COE000001,PII,protective order,part\r
COE000002,PII,protective order,part\r
COE000003,PII,protective order,part\r
COE000004,PII,protective order,whole\r
Verified: what you listed is gone from these files. Not verified: that you listed everything.\r')
END

# Load file and text.
visible pkg/opposing-party/VOL001/DATA/VOL001.dat >dat
says dat "the load file is Concordance's" <<'END'
BOM|BEGBATES|~|ENDBATES|~|BEGATTACH|~|ENDATTACH|~|PGCOUNT|~|CONFIDENTIALITY|~|REDACTED|~|REDACTION_REASON|~|PDFPATH|~|TEXTPATH|CR
|COE000001|~|COE000001|~|COE000001|~|COE000005|~|1|~|CONFIDENTIAL|~|Y|~|PII|~|REDACTED\COE000001.pdf|~|TEXT\COE000001.txt|CR
|COE000002|~|COE000002|~||~||~|1|~|AEO|~|Y|~|PII|~|REDACTED\COE000002.pdf|~|TEXT\COE000002.txt|CR
|COE000003|~|COE000005|~|COE000001|~|COE000005|~|3|~|CONFIDENTIAL|~|Y|~|PII|~|REDACTED\COE000003-COE000005.pdf|~|TEXT\COE000003-COE000005.txt|CR
END
for n in COE000001 COE000002 COE000003-COE000005; do
	pdftotext -raw "out/redacted/$n.pdf" - | words >words.pdf
	words <"pkg/opposing-party/VOL001/TEXT/$n.txt" >words.txt
	same words.pdf words.txt "$n: the text is what pdftotext reads"
done
claim "a form feed stands between pages" sh -c \
    '[ "$(tr -cd "\f" <pkg/opposing-party/VOL001/TEXT/COE000003-COE000005.txt | wc -c)" = 2 ]'
run package out --profile plain --spec spec.out/p.yaml -o columns \
    --to opposing-party \
    --column author --column DATE
ends 0 "columns can be asked for, and one audience"
visible columns/opposing-party/VOL001/DATA/VOL001.dat >dat
has dat "|TEXTPATH|~|DATE|~|AUTHOR|CR" "they stand behind the others"
has dat "|~|2018-03-09|~|Sgt. Example|CR" "with what the spec says"
claim "there is only that folder" sh -c '[ "$(ls columns)" = opposing-party ]'

# The letter.
letter=pkg/court-in-camera/TRANSMITTAL.txt
has $letter "Address:             ____" "the letter's address is blank"
has $letter "  - COE000003 - COE000005" "and it names each document"
has $letter "To: Clerk of Court" "it is to somebody, without a note"
has $letter "No document is withheld." "none is withheld, which it says"
has $letter "Signature:  " "and is to be signed"
has pkg/court-in-camera/README.txt "Check the court's current rules" \
    "the read-me says what to check"

# Volumes.
sed -e '/^limit_/d' "$root/share/profiles/plain.yaml" >bare.yaml
small_profile 40000 45000
run package out --profile ./small.yaml --spec spec.out/p.yaml -o vols --volume DISC08
ends 0 "what is more than a volume becomes several"
(cd vols/opposing-party && find . -name '*.dat' -o -name '*.pdf' | sort) >tree
says_tree tree "they part between documents, and count on" <<'END'
./DISC08/DATA/DISC08.dat
./DISC08/REDACTED/COE000001.pdf
./DISC08/REDACTED/COE000002.pdf
./DISC09/DATA/DISC09.dat
./DISC09/REDACTED/COE000003-COE000005.pdf
END
has vols/public/README.txt "Volumes: DISC08 to DISC09" "the read-me says so"

run package out --profile plain --spec spec.out/p.yaml -o asjson --json
ends 0 "the result comes as JSON"
claim "which says what each audience has" sh -c \
    'python3 -c "import json; r = json.load(open(\"stdout\")); a = r[\"audiences\"]; assert r[\"service\"] == \"confidentiality\" and r[\"documents\"] == 3 and a[\"public\"][\"unredacted\"] == 0 and a[\"opposing-party\"][\"files\"] > a[\"public\"][\"files\"]"'

# Privilege.
production priv 'service: confidentiality' PII 'privileged: true'
run package priv --profile plain --spec spec.priv/p.yaml -o privpkg
ends 0 "a privileged code is packaged"
has stdout "service: privilege, because of A, which is privileged" \
    "as a matter of privilege, whatever service says"

refusals
end
