#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# spdx.sh ROOT: each source file that is not empty names its license in its
# first two lines.
set -eu
cd "$1"
find . \( -name .git -o -name 'build*' -type d -o -name data \) -prune -o \
    -type f -size +0 \( -name '*.[ch157]' -o -name '*.sh' \
    -o -name '*.py' -o -name meson.build \) -print | {
	status=0
	while read -r file; do
		head -n 2 "$file" \
		    | grep -q 'SPDX-License-Identifier: AGPL-3.0-or-later' || {
			echo "$file: no SPDX line for AGPL-3.0-or-later"
			status=1
		}
	done
	exit $status
}
