#!/usr/bin/env bash
# Times the printing of whole populations by hand, on an otherwise idle machine; it is no part of check.
#
#   src/bench/appendix.sh [rows…]        default: 2000 20000 200000
#
# The plain writer of PDFBox, without layout, writes these pages: they are their own floor.
# One process each, with a heap of 128 MB; prints seconds, pages and, where GNU time is installed, the peak memory.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
"$root/pgevidence" --version >/dev/null
measure=()
[ ! -x /usr/bin/time ] || measure=(/usr/bin/time -f "peak memory %M kB")
path="$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*"
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"$java_home/bin/javac" -d "$classes" -cp "$path" "$root/src/bench/Appendix.java"
[ $# -gt 0 ] || set -- 2000 20000 200000
for rows in "$@"; do
  "${measure[@]}" "$java_home/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classes:$path" bench.Appendix "$rows"
done
