#!/usr/bin/env bash
# Times the whole pipeline by hand, on an otherwise idle machine; it is no part of check.
#
#   src/bench/pipeline.sh [runs]        default: 5 runs of each, by turns, after three that make and warm the caches
#
# Starts the demo estate (PostgreSQL 17) and prints the median wall time of whole processes:
#   floor    psql, one process a database, running the SQL texts of the snapshot's provenance
#            (but for the few that read files of the server in pieces)
#   collect  ./pgevidence collect, without and with the AOT cache
#   pack     ./pgevidence pack --snapshot, without and with the AOT cache
# beside their ratio to the floor, and the peak memory where GNU time is installed.
# Needs psql and jq; the launcher builds the program first when it must.
set -euo pipefail
runs=${1:-5}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
for tool in psql jq; do
  command -v "$tool" >/dev/null || { echo "The benchmark needs $tool, which is not on the PATH. Install it." >&2; exit 2; }
done

"$root/pgevidence" --version >/dev/null
export PGEVIDENCE_NO_BUILD=1
work=$(mktemp -d)
export XDG_CONFIG_HOME=$work/config
mkfifo "$work/hold"
"$java_home/bin/java" -Dpgevidence.postgres.jars="$root/target/postgres" \
  -cp "$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*" \
  org.pgevidence.demo.DemoServer "$work" <"$work/hold" >"$work/server.log" 2>&1 &
server=$!
exec 8>"$work/hold"
finish() {
  exec 8>&-
  wait "$server" || true
  rm -rf "$work"
}
trap finish EXIT
until [ -s "$work/port" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; echo "The demo estate did not start; its output stands above." >&2; exit 5; }
  sleep 0.1
done
export PGPASSFILE=$work/pgpass
port=$(cat "$work/port")
connection="host=127.0.0.1 port=$port user=postgres sslmode=prefer"

# Exit codes 1 and 3 are findings and gaps, which the estate has on purpose.
accept() {
  local code=0
  "$@" >"$work/out" 2>&1 || code=$?
  case $code in 0 | 1 | 3) ;; *) cat "$work/out" >&2; echo "\"$*\" ended with $code." >&2; exit 1 ;; esac
}
collect() {
  rm -rf "$work/snapshot"
  accept "$@" "$root/pgevidence" collect -q -t "$connection dbname=postgres" -o "$work/snapshot" \
    --backup-log "$(cat "$work/backup-log")" --system orders-prod
}
# Each into a store of its own: a file system takes longer for new files just after others were removed.
pack() {
  accept "$@" "$root/pgevidence" pack --snapshot "$work/snapshot" --context "$work/context" --out "$(mktemp -d "$work/packs.XXXXXX")"
}
floor() {
  local file
  for file in "$work"/floor/*.sql; do
    psql -X -q -At -v ON_ERROR_STOP=1 -o /dev/null -f "$file" "$connection dbname=$(basename "$file" .sql)"
  done
}

# One file a database: the same texts, in one transaction, with the parameters as literals.
write_floor() {
  local name
  mkdir -p "$work/floor"
  tail -n +2 "$work/snapshot/facts/provenance.jsonl" | jq -c 'select(.[6] != null and (.[3] | test("^(--.*\n|\\s)*(select|with)\\b"; "i")) and (.[3] | contains("?::") | not))' >"$work/sources"
  jq -r 'if .[1] == "" then "postgres" else .[1] end' "$work/sources" | sort -u | while read -r name; do
    {
      echo "begin isolation level repeatable read, read only; set search_path = pg_catalog;"
      jq -r --arg name "$name" '
        select(.[1] == $name or ($name == "postgres" and .[1] == ""))
        | reduce (.[5] | fromjson | to_entries[]) as $bound (.[3];
            gsub("(?<![:\\w]):" + $bound.key + "\\b";
                 "'"'"'" + ($bound.value | tostring | gsub("'"'"'"; "'"'"''"'"'")) + "'"'"'"))
        | . + "\n;"' "$work/sources"
      echo "commit;"
    } >"$work/floor/$name.sql"
  done
}

# Notes the milliseconds of a command under its name.
timed() {
  local name=$1 from to
  shift
  from=${EPOCHREALTIME/[.,]/}
  "$@"
  to=${EPOCHREALTIME/[.,]/}
  echo $(((to - from) / 1000)) >>"$work/$name.ms"
}
cold() {
  PGEVIDENCE_NO_AOT=1 "$@"
}
median() {
  sort -n "$work/$1.ms" | sed -n "$(((runs + 1) / 2))p"
}
line() {
  awk -v name="$1" -v ms="$2" -v floor="$base" 'BEGIN { printf "%-28s %8.2f s   %6.1f x floor\n", name, ms / 1000, ms / floor }'
}
peak() {
  [ -x /usr/bin/time ] || return 0
  "$1" /usr/bin/time -v -o "$work/time"
  awk -v name="$1" '/Maximum resident/ { printf "%-28s %8.0f MiB\n", name ", peak memory", $NF / 1024 }' "$work/time"
}

collect
write_floor
echo "$(nproc) processors, $(grep -c . "$work/sources") queries, median of $runs runs"
# The second run of each makes its AOT cache.
for ((i = 0; i < 3; i++)); do collect; done
for ((i = 0; i < 3; i++)); do pack; done
# By turns: a machine is faster in one minute than in the next.
for ((i = 0; i < runs; i++)); do
  timed floor floor
  timed collect-cold cold collect
  timed pack-cold cold pack
  timed collect collect
  timed pack pack
done
base=$(median floor)
line "floor (psql)" "$base"
line "collect, no AOT cache" "$(median collect-cold)"
line "pack, no AOT cache" "$(median pack-cold)"
line "collect, AOT cache" "$(median collect)"
line "pack, AOT cache" "$(median pack)"
peak collect
peak pack
