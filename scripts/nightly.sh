#!/bin/sh
# Collects and indexes now, and again every night at the given time: scripts/nightly.sh [HH:MM]
# What goes wrong one night is told here and tried again the next; nothing that was fetched is lost.
set -u
at="${1:-02:00}"
date -d "$at" >/dev/null || exit 2

trap 'exit 0' TERM INT
while :; do
    for work in crawl index; do
        fou "$work"
        echo "$(date -Iseconds) fou $work ended with $? (docs/operating.md says what the codes mean)"
    done
    sleep $((($(date -d "$at" +%s) - $(date +%s) + 86400) % 86400)) &
    wait $! || exit 1
done
