#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# shell.sh ROOT: shellcheck has nothing to say of any script.
set -eu
command -v shellcheck >/dev/null || {
	echo "shellcheck is not here: skipped"
	exit 77
}
cd "$1"
find . \( -name .git -o \( -name 'build*' -type d \) \) -prune -o -type f \
    -name '*.sh' -exec shellcheck -S warning {} +
