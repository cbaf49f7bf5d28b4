#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# layers.sh ROOT: an include points to its own layer or down, and MuPDF and
# qpdf are known to the pdf layer only.
set -eu
cd "$1"
find src include -name '*.[ch]' -exec awk '
BEGIN {
	rank["base"] = 1; rank["core"] = 2; rank["pdf"] = 3
	rank["ops"] = 4; rank["cli"] = 5
}
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
	split(FILENAME, part, "/")
	from = part[2]
	target = $0
	sub(/^[^<"]*[<"]/, "", target)
	sub(/[>"].*/, "", target)
	first = target
	sub(/^(\.\.\/)+/, "", first)
	sub(/\/.*/, "", first)
	if ((first == "mupdf" || first == "qpdf") && from != "pdf") {
		printf "%s:%d: <%s> belongs to the pdf layer\n", \
		    FILENAME, FNR, target
	}
	if (index(target, "/") && first in rank && from in rank \
	    && rank[first] > rank[from]) {
		printf "%s:%d: %s points up, from %s to %s\n", \
		    FILENAME, FNR, target, from, first
	}
}' {} + | {
	if grep .; then
		exit 1
	fi
}
