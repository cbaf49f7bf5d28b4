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

# The in camera set, and a folder for each audience: once, for no package is
# ever written over.
echo '$ incamera apply samples/dispute.yaml -o dispute/VOL001'
mkdir -p dispute
build/src/incamera apply samples/dispute.yaml -o dispute/VOL001
if [ ! -e dispute/package ]; then
	echo '$ incamera package dispute/VOL001 --profile edca-in-camera \'
	echo '    --spec samples/dispute.yaml -o dispute/package'
	build/src/incamera package dispute/VOL001 --profile edca-in-camera \
	    --spec samples/dispute.yaml -o dispute/package
fi
