#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# sample.sh: from a bare Debian 12 or 13 to the main job, done and proved:
# install the packages, build into build/, make the production of samples/
# in out/. README.md names this file as one of its two commands.
set -eu
cd "$(dirname "$0")/../.."
sh tests/ci/packages.sh build
[ -e build/build.ninja ] || CC=gcc meson setup build -Dtests=false
ninja -C build

echo '$ incamera apply samples/production.yaml -o out'
build/src/incamera apply samples/production.yaml -o out
echo '$ incamera verify out'
build/src/incamera verify out
