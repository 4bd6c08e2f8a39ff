#!/bin/sh
# Installs the Debian packages that FoU-banken needs, and says which and why. Safe to run again; quick when all is there.
# Usage: scripts/install-debian.sh run|demo|test (run: what collecting, reading and serving need, without the examples)
set -eu

use="${1:-demo}"
need="python3-venv:the virtual environment
tesseract-ocr:reads pages that are pictures (scans); without it they are named and wait
tesseract-ocr-swe:the Swedish letters for it"
if [ "$use" != run ]; then
    need="$need
libpango-1.0-0:draws the example reports (WeasyPrint)
libpangoft2-1.0-0:draws the example reports (WeasyPrint)
libharfbuzz-subset0:embeds fonts in the example reports
fonts-dejavu-core:type for the example reports
fonts-liberation:type for the example reports
fonts-dejavu-extra:type for the example reports
fonts-crosextra-carlito:type for the example reports
fonts-crosextra-caladea:type for the example reports"
fi
if [ "$use" = test ]; then
    need="$need
chromium:the browser that the pages are tested in"
fi

missing=""
while IFS=: read -r package why; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed"; then
        echo "installing $package: $why"
        missing="$missing $package"
    fi
done <<END
$need
END
[ -n "$missing" ] || exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "root or sudo is needed to install:$missing" >&2; exit 1; }
    sudo="sudo"
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
