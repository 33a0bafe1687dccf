#!/bin/sh
# The programs beside Python that the tests use: Chromium looks at the pages, poppler reads the PDFs.
set -eu
missing=
command -v chromium >/dev/null || missing="chromium"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "inzage: installing$missing for the tests" >&2
    # shellcheck disable=SC2086 - a list of names
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $missing; } >/dev/null
    exit 0
fi
echo "inzage: the tests need $missing; on Debian and Ubuntu: sudo apt-get install $missing" >&2
exit 2
