# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# What the test of package needs: productions, profiles, and its refusals.
tiny
bom=$(printf '\357\273\277')

# production DIR [LINE [CODE LINE]]: of the tiny spec with a line more.
production() {
	mkdir -p "spec.$1"
	cp src/*.pdf "spec.$1"
	{
		sed -e 's/dpi: 100/dpi: 72/' -e '/^documents/d' src/tiny.yaml
		cat <<-'END'
		logs: { kinds: [redaction, index], formats: csv }
		documents:
		  - { file: roster.pdf, designation: CONFIDENTIAL, date: 2018-03-09, author: Sgt. Example }
		  - { file: ledger.pdf, designation: AEO }
		  - { file: mail.pdf, designation: CONFIDENTIAL, parent: COE000001 }
		END
		[ -z "${2-}" ] || echo "$2"
	} >"spec.$1/p.yaml"
	[ -z "${3-}" ] || sed -i "s/ $3: { / $3: { $4, /" "spec.$1/p.yaml"
	run apply "spec.$1/p.yaml" -o "$1" -q
	ends 0 "a production is made: ${2-of no service}"
}

# gone CLAIM: no package, nor a part of one, is there.
gone() {
	claim "$1" sh -c '[ ! -e pkg ] && [ ! -e .pkg.packing ]'
}

tree_of() {
	(cd "$1" && find . -type f | sed 's,./,,' | sort)
}

# says_tree FILE CLAIM: it is what stands on standard input.
says_tree() {
	says "$1" "$2"
}

# A load file with its marks as | and ~, as people can read them.
visible() {
	sed -e "s/$bom/BOM/" -e 's/\xc3\xbe/|/g' -e 's/\x14/~/g' -e 's/\r/CR/g' \
	    "$1"
}

words() {
	tr -s ' \f\n' '\n\n\n' | sort
}

# small_profile PDF VOLUME: small.yaml, a profile of these limits.
small_profile() {
	{
		cat bare.yaml
		[ -z "$1" ] || echo "limit_bytes: $1"
		echo "limit_volume: $2"
	} >small.yaml
}

# refused STATUS CLAIM ARG...: package says no, with what stands on standard
# input, and leaves nothing.
refused() {
	wanted=$1
	text=$2
	shift 2
	cat >refusal
	rm -rf pkg
	run package "$@"
	ends "$wanted" "$text"
	says stderr "$text: it says why" <refusal
	gone "$text: nothing is written"
}

refusals() {
	refused 2 "no profile" out -o pkg <<'END'
incamera: package: error: for which court? Name a profile with --profile; --list shows them
incamera: "incamera help package" shows how it is used
END
	refused 2 "no directory" out --profile plain <<'END'
incamera: package: error: where is the package to go? Name a directory with -o
incamera: "incamera help package" shows how it is used
END
	refused 2 "an unknown profile" out --profile edca -o pkg <<'END'
incamera: error: there is no profile "edca": `incamera package --list` shows those that there are; that of a file is given as a path
END
	small_profile '' 45000
	refused 2 "a profile without a limit" out --profile small.yaml -o pkg <<'END'
incamera: small.yaml: error: the profile has no "limit_bytes": write the largest PDF that may be sent, in bytes
END
	small_profile '10 MB' 45000
	refused 2 "a limit that is no number" out --profile small.yaml -o pkg <<END
incamera: small.yaml:$(wc -l <small.yaml | awk '{ print $1 - 1 }'):14: error: "limit_bytes" is in bytes: write 10000000
    limit_bytes: 10 MB
                 ^
END
	refused 2 "an unknown audience" out --profile plain -o pkg --to press <<'END'
incamera: error: there is no audience "press": --to takes court-in-camera, opposing-party or public
END
	refused 2 "an audience that the profile has not" out \
	    --profile edca-in-camera -o pkg --to public <<'END'
incamera: error: the profile edca-in-camera makes no folder for public
END
	refused 2 "an unknown column" out --profile plain -o pkg \
	    --column custodian <<'END'
incamera: error: there is no column "custodian": --column takes a field of documents, such as date or author
END
	refused 2 "a volume without digits" out --profile plain -o pkg \
	    --volume ../v <<'END'
incamera: error: --volume takes letters and then digits, like VOL001, not "../v"
END
	refused 2 "a package within the production" out --profile plain \
	    --spec spec.out/p.yaml \
	    -o out/pkg <<'END'
incamera: error: out/pkg lies in the output directory: put the package beside it
END
	refused 2 "no spec" out --profile plain -o pkg <<'END'
incamera: error: give the spec of this production by --spec: beside it stands what was claimed back since, and it says what is privileged
END
	sed 's/ledger.pdf/memo.pdf/' spec.out/p.yaml >spec.out/other.yaml
	refused 2 "the spec of another production" out --profile plain -o pkg \
	    --spec spec.out/other.yaml <<'END'
incamera: error: spec.out/other.yaml does not name ledger.pdf, which out was made of: give the spec of this production
END
	refused 2 "no production" src --profile plain -o pkg <<'END'
incamera: error: src/redacted cannot be opened as a directory: there is no such file or directory
END
	mkdir full
	echo mine >full/mine.txt
	refused 2 "a directory that is not empty" out --profile plain \
	    --spec spec.out/p.yaml \
	    -o full <<'END'
incamera: error: full is not empty (it holds mine.txt): give -o a directory that is new or empty
END
	claim "what is in it is as it was" sh -c '[ "$(cat full/mine.txt)" = mine ]'
	run package out --profile plain --spec spec.out/p.yaml -o full/
	ends 2 "with a slash, too"
	mkdir -p void
	run package out --profile plain --spec spec.out/p.yaml -o void/ -q
	ends 0 "an empty one will do"

	# Files that are not what was proved, and manifests that lie.
	cp -a out bad
	printf ' ' >>bad/redacted/COE000002.pdf
	refused 1 "a byte too many" bad --profile plain -o pkg \
	    --spec spec.out/p.yaml <<'END'
incamera: redacted/COE000002.pdf: error: is not the file that was proved: its hash differs
END
	cp -a out/redacted/. bad/redacted
	cp spec.out/ledger.pdf bad/redacted/COE000099.pdf
	refused 1 "a file too many" bad --profile plain -o pkg \
	    --spec spec.out/p.yaml <<'END'
incamera: redacted/COE000099.pdf: error: is not of this production
END
	rm bad/redacted/COE000099.pdf
	rm bad/redacted/COE000001.pdf
	refused 1 "a file too few" bad --profile plain -o pkg \
	    --spec spec.out/p.yaml <<'END'
incamera: redacted/COE000001.pdf: error: is missing
END
	for path in ../../evil.pdf ../private/manifest.json /etc/passwd; do
		rm -rf bad
		cp -a out bad
		sed -i "s,redacted/COE000002.pdf,redacted/$path," \
		    bad/private/manifest.json
		refused 1 "a manifest that leads to $path" bad \
		    --profile plain -o pkg <<'END'
incamera: private/manifest.json: error: is not one that this program wrote
END
	done
	rm -rf bad/private
	refused 2 "no manifest" bad --profile plain -o pkg <<'END'
incamera: error: bad has no private, and only its manifest says what may be given to whom
END

	# Somebody else is at it.
	mkdir .pkg.packing
	echo theirs >.pkg.packing/theirs
	flock .pkg.packing "$incamera" package out --profile plain -o pkg \
	    --spec spec.out/p.yaml 2>stderr
	status=$?
	ends 4 "a package that another run is making"
	claim "is not touched" [ -e .pkg.packing/theirs ]

	# Killed before it has its name, it is not there; the next run is whole.
	INCAMERA_FAULT=package-filled:kill
	export INCAMERA_FAULT
	under package out --profile plain --spec spec.out/p.yaml -o pkg
	unset INCAMERA_FAULT
	claim "a package that is killed is not there" [ ! -e pkg ]
	claim "what is left of it is its owner's alone" \
	    sh -c '[ "$(stat -c %a .pkg.packing)" = 700 ]'
	run package out --profile plain --spec spec.out/p.yaml -o pkg -q
	ends 0 "the next run makes it"
	claim "and removes what was left" [ ! -e .pkg.packing ]
	run package out --profile plain --spec spec.out/p.yaml -o again -q -j1
	same pkg again "twice the same, byte by byte"
}
