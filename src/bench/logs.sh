#!/usr/bin/env bash
# Times the reading of backup and server logs by hand; it is no part of check.
#
#   src/bench/logs.sh [clusters] [folder]     default: 2 clusters; 50 are the whole, about 12 GB
#
# Writes three years of logs per cluster (daily backups, a WAL segment every ten minutes, a server
# log as stderr, csvlog or jsonlog), once for a folder, and prints MB/s of wc -l, sha256sum and our
# reader (hash included, with a heap of 64 MB), by wall clock and by processor time, in one run.
set -euo pipefail
clusters=${1:-2}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
logs=${2:-$work/logs}
if [ -n "${PGEVIDENCE_CLASSES:-}" ]; then
  classes=$PGEVIDENCE_CLASSES
else
  "$root/pgevidence" --version >/dev/null
  classes=$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*
fi
"$java_home/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$classes" "$root/src/bench/LogBench.java"
bench=("$java_home/bin/java" -XX:+UseSerialGC -Xmx64m -cp "$work/classes:$classes" org.pgevidence.bench.LogBench)

if [ ! -e "$logs" ]; then
  "${bench[@]}" write "$logs" "$clusters"
fi
bytes=$(find "$logs" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
echo "$clusters clusters, $((bytes / 1000000)) MB in $(find "$logs" -type f | wc -l) files"
find "$logs" -type f -exec cat {} + >/dev/null

TIMEFORMAT='%R %U %S'
measure() {
  local name=$1 times
  shift
  { time "$@" >"$work/out"; } 2>"$work/time"
  read -r -a times <"$work/time"
  awk -v name="$name" -v bytes="$bytes" -v wall="${times[0]}" -v cpu="${times[1]}" -v kernel="${times[2]}" \
    'BEGIN { printf "%-12s %6.1f s  %6.0f MB/s   processor %6.1f s  %6.0f MB/s\n", name, wall, bytes / 1e6 / wall, cpu + kernel, bytes / 1e6 / (cpu + kernel) }'
}
measure "wc -l" find "$logs" -type f -exec wc -l {} +
measure sha256sum find "$logs" -type f -exec sha256sum {} +
measure reader "${bench[@]}" read "$logs"
echo "rows: $(cut -d' ' -f2- "$work/out")"
