#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# packages.sh build|test: install the Debian packages that the program, or
# the program and its tests, are built from. Nothing is done if all are here.
set -eu
debian=$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")

# Debian 12 has MuPDF as static archives, which name no package they need.
build='gcc libc6-dev meson ninja-build pkg-config libmupdf-dev zlib1g-dev
libjpeg-dev libtiff-dev libfyaml-dev libjansson-dev libssl-dev
libseccomp-dev libqpdf-dev libharfbuzz-dev libdeflate-dev
libopenjp2-7-dev libxlsxwriter-dev libexpat1-dev'
case $debian in
'debian 12')
	build="$build libfreetype-dev libjbig2dec0-dev libgumbo-dev
	libmujs-dev"
	;;
'debian 13') ;;
*)
	echo "packages.sh: this is not Debian 12 or 13:" \
	    "install what its list names by other means" >&2
	exit 1
	;;
esac
tests='check qpdf poppler-utils ghostscript mandoc shellcheck python3
libtesseract-dev tesseract-ocr tesseract-ocr-eng'

case ${1:-} in
build) want=$build ;;
test) want="$build $tests" ;;
*)
	echo "usage: packages.sh build|test" >&2
	exit 2
	;;
esac

missing=
for package in $want; do
	dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null |
	    grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" -eq 0 ] || as_root='sudo'
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of words
$as_root apt-get install -q -y --no-install-recommends $missing
