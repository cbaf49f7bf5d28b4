#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# man.sh ROOT: mandoc has no warning for any page. The pages are staged as
# they are installed, since they refer to each other.
set -eu
command -v mandoc >/dev/null || {
	echo "mandoc is not here: skipped"
	exit 77
}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
for page in "$1"/man/*.[157]; do
	[ -e "$page" ] || continue
	mkdir -p "$stage/man${page##*.}"
	cp "$page" "$stage/man${page##*.}"
done
status=0
for page in "$stage"/man?/*; do
	[ -e "$page" ] || continue
	(cd "$stage" && MANPATH=$stage mandoc -Tlint -W warning \
	    "${page#"$stage"/}") || status=1
done
exit $status
