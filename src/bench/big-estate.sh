#!/usr/bin/env bash
# Measures pgevidence on a catalog of 5,000 roles and 100,000 relations and prints each figure beside its aim; it is no part of check.
#
#   src/bench/big-estate.sh [major [parts]]      default: PostgreSQL 17, 4 parts of 1,250 roles and 25,000 relations
#
# The catalog (big-estate.sql) is measured at one, two and four parts: the factor behind a figure is its growth since one part. The aims hold for four.
#   collect   the whole process; the seconds of its ACL queries beside psql's COPY of the same catalogs
#   holders   all roles that hold any right on any object, in one process after the facts were loaded
#   access    --object of one table, the whole process; it must read neither the columns' table nor SQLite
#   pack      the whole process with forty classified tables; then verify of that pack, and its replay.sql by stock sqlite3
# Needs psql, jq, sqlite3 and GNU time. The launcher builds the program first when it must. Takes about ten minutes on two idle processors.
set -euo pipefail
major=${1:-17}
parts=${2:-4}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
for tool in psql jq sqlite3 /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "The benchmark needs $tool, which is not there. Install it." >&2; exit 2; }
done

"$root/pgevidence" --version >/dev/null
export PGEVIDENCE_NO_BUILD=1
classes="$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*"
work=$(mktemp -d)
export XDG_CONFIG_HOME=$work/config
mkfifo "$work/hold"
"$java_home/bin/java" -Dpgevidence.postgres.jars="$root/target/postgres" -cp "$classes" \
  "$root/src/bench/BigServer.java" "$major" "$work" <"$work/hold" >"$work/server.log" 2>&1 &
server=$!
exec 8>"$work/hold"
finish() {
  exec 8>&-
  wait "$server" || true
  rm -rf "$work"
}
trap finish EXIT
until [ -s "$work/port" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; echo "The server did not start; its output stands above." >&2; exit 5; }
  sleep 0.1
done
connection="host=127.0.0.1 port=$(cat "$work/port") user=postgres dbname=estate sslmode=disable"

# Runs a command, leaves its wall time (s), processor time (s) and peak memory (MiB) in $seconds, $cpu and $peak.
# Exit codes 1 and 3 are findings and gaps.
measure() {
  local code=0
  /usr/bin/time -q -f '%e %M %U %S' -o "$work/time" "$@" >"$work/out" 2>&1 || code=$?
  case $code in 0 | 1 | 3) ;; *) cat "$work/out" >&2; echo "\"$*\" ended with $code." >&2; exit 1 ;; esac
  read -r seconds peak user system <"$work/time"
  cpu=$(jq -n "$user + $system | . * 100 | round / 100")
  peak=$((peak / 1024))
}
declare -A first
# Prints a figure, its unit, its aim and the share of the aim that it takes ("-": none), and its growth since one part.
line() {
  local aim="" share="" growth=""
  [ "$4" = - ] || { aim="aim $4 $3"; share="$(jq -n "$2 / $4 * 100 | round")%"; }
  if [ -n "${first[$1]:-}" ]; then growth="x$(jq -n "$2 / ([${first[$1]}, 0.01] | max) * 10 | round / 10")"; else first[$1]=$2; fi
  printf '  %-44s %10s %-8s %-14s %6s %7s\n' "$1" "$2" "$3" "$aim" "$share" "$growth"
}

# Reads with psql what the ACL queries read: names, owners and ACLs.
write_floor() {
  cat >"$work/floor.sql" <<'SQL'
copy (select oid, relname, relnamespace, relkind, relowner, relacl from pg_class where relkind in ('r', 'v', 'm', 'S', 'p', 'f')) to stdout;
copy (select attrelid, attnum, attname, attacl from pg_attribute where attacl is not null) to stdout;
copy (select oid, proname, pronamespace, proowner, proacl from pg_proc) to stdout;
copy (select oid, typname, typnamespace, typowner, typacl from pg_type where typacl is not null) to stdout;
SQL
}
# Seconds between start and end of the queries of some fact tables in the estate's database.
queries() {
  tail -n +2 "$work/snapshot/facts/provenance.jsonl" | jq -s --arg tables " $* " '
    def seconds: (.[0:19] + "Z" | fromdateiso8601) + ("0" + .[19:-1] | tonumber);
    [.[] | select(.[1] == "estate" and (.[0] as $name | $tables | contains(" " + $name + " "))) | (.[9] | seconds) - (.[8] | seconds)]
    | add * 100 | round / 100'
}
write_context() {
  mkdir -p "$work/context"
  {
    printf 'version: 1\ntables:\n'
    for n in $(seq 1 40); do
      printf '  - table: estate.area_%s.table_%s\n    subject: customer\n    columns:\n      email: {category: personal}\n' "$n" $((n % 4 + 1))
    done
  } >"$work/context/datamap.yaml"
}

measure_all() {
  local floor acl load holders triples objects pack
  rm -rf "$work/snapshot" "$work/packs"
  measure psql -X -q -v ON_ERROR_STOP=1 -f "$work/floor.sql" "$connection"
  floor=$seconds
  measure "$root/pgevidence" collect -q -t "$connection" -o "$work/snapshot" --system big --databases estate
  line "collect, whole process" "$seconds" s 20
  line "collect, processor" "$cpu" s -
  line "collect, peak memory" "$peak" MB 700
  acl=$(queries acl_object acl_column)
  line "ACL queries" "$acl" s -
  line "ACL queries / psql COPY of the catalogs" "$(jq -n "$acl / $floor * 10 | round / 10")" times 3
  read -r load holders triples objects < <("$java_home/bin/java" -XX:+UseSerialGC \
    -cp "$classes" "$root/src/bench/Holders.java" "$work/snapshot")
  line "rights found (role, object, privilege)" "$triples" triples -
  line "all holder sets" "$holders" s 2
  measure "$root/pgevidence" access "$work/snapshot" --object area_7.table_7 --format csv
  line "access --object, whole process" "$seconds" s 2
  measure "$root/pgevidence" pack --snapshot "$work/snapshot" --context "$work/context" --out "$work/packs"
  pack=$(echo "$work"/packs/big/2*)
  line "pack, whole process" "$seconds" s 90
  line "pack, processor" "$cpu" s -
  line "pack, peak memory" "$peak" MB 1500
  line "pack, on disk" "$(du -sm "$pack" | cut -f1)" MB 60
  measure "$root/pgevidence" verify "$pack"
  line "verify, whole process" "$seconds" s -
  line "verify, peak memory" "$peak" MB 1500
  measure bash -c 'if [ -e "$1/replay.sql" ]; then cat "$1/replay.sql"; else gunzip -c "$1/replay.sql.gz"; fi | sqlite3 -safe -bail :memory:' bash "$pack"
  line "replay.sql by sqlite3" "$seconds" s -
}

write_floor
write_context
echo "PostgreSQL $major, $(nproc) processors"
for ((part = 1; part <= parts; part++)); do
  psql -X -q -v part="$part" -v roles=1250 -v schemas=50 -v relations=500 -v functions=25 -f "$root/src/bench/big-estate.sql" "$connection"
  case $part in 1 | 2 | "$parts")
    echo
    echo "$((part * 1250)) roles, $((part * 25000)) relations"
    measure_all
    ;;
  esac
done
