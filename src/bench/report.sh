#!/usr/bin/env bash
# Times the printing of report.pdf by hand, on an otherwise idle machine; it is no part of check.
#
#   src/bench/report.sh [runs]        default: 3 runs of each
#
# Makes the demo's pack once, then prints from its facts, each in a cold process of 512 MB with the
# start-up cache: about 20 pages, the whole report, about 200 pages, a check with 2,000 tagged findings;
# and beside each the floor, the same lines of text by PDFBox without layout, tags and links. Seconds
# are those of printing, of signature B, and of the process from its start: it judges the facts
# before it prints, and meanwhile rehearses a page as pack does. The peak memory, where GNU time is installed, is that of the process.
set -euo pipefail
runs=${1:-3}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_CONFIG_HOME=$work/config "$root/pgevidence" demo --out "$work/demo" >"$work/log" || { cat "$work/log" >&2; exit 5; }
pack=$(find "$work/demo" -name manifest.json -printf '%h' -quit)
# The second pack writes the start-up cache.
for again in 1 2; do
  XDG_CONFIG_HOME=$work/config "$root/pgevidence" pack -q --snapshot "$pack" --context "$pack/definitions/declared" \
    --out "$work/again$again" >"$work/log" 2>&1 || case $? in 1 | 3) ;; *) cat "$work/log" >&2; exit 5 ;; esac
done
path="$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*"
"$java_home/bin/javac" -d "$work/classes" -cp "$path" "$root/src/bench/PrintedReport.java"
mapfile -t options < <(PGEVIDENCE_HEAP=${PGEVIDENCE_HEAP:-512m} java_options "$root" pack)
measure=()
[ ! -x /usr/bin/time ] || measure=(/usr/bin/time -f "peak memory %M kB")

run() {
  echo "$1"
  shift
  for ((i = 0; i < runs; i++)); do
    "${measure[@]}" "$java_home/bin/java" "${options[@]}" -cp "$path:$work/classes" bench.PrintedReport "$@"
  done
}
floor() {
  run "  floor" floor "$work/report.pdf"
}
run "about 20 pages" report "$pack" "$pack/definitions/declared" "$work/report.pdf" checks 30
floor
run "the whole report" report "$pack" "$pack/definitions/declared" "$work/report.pdf"
floor
run "about 200 pages" report "$pack" "$pack/definitions/declared" "$work/report.pdf" times 8
floor
run "2,000 tagged findings" report "$pack" "$pack/definitions/declared" "$work/report.pdf" rows 2000
floor
