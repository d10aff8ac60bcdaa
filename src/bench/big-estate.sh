#!/usr/bin/env bash
# Times pgevidence by hand on a catalog of 5,000 roles and 100,000 relations; it is no part of check.
#
#   src/bench/big-estate.sh [major [parts]]      default: PostgreSQL 17, 4 parts of 1,250 roles and 25,000 relations
#
# The catalog (big-estate.sql) is measured at one, two and four parts, so that the growth can be seen:
#   collect   the whole process, its peak memory, and the seconds of its ACL queries beside psql's COPY of the same catalogs
#   holders   all roles that hold any right on any object, in one process after the facts were loaded
#   access    --object of one table, the whole process; it must read neither the columns' table nor SQLite
#   pack      the whole process with forty classified tables, its peak memory and its size on disk
# Needs psql, jq and GNU time; a heap of 2 GB unless PGEVIDENCE_HEAP says otherwise. The launcher builds the program first when it must. Takes about ten minutes.
set -euo pipefail
major=${1:-17}
parts=${2:-4}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
for tool in psql jq /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "The benchmark needs $tool, which is not there. Install it." >&2; exit 2; }
done

"$root/pgevidence" --version >/dev/null
export PGEVIDENCE_NO_BUILD=1 PGEVIDENCE_HEAP=${PGEVIDENCE_HEAP:-2g}
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
line() { printf '%-34s %10s   %s\n' "$@"; }

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
  local floor acl load holders triples objects
  rm -rf "$work/snapshot" "$work/packs"
  measure psql -X -q -v ON_ERROR_STOP=1 -f "$work/floor.sql" "$connection"
  floor=$seconds
  measure "$root/pgevidence" collect -q -t "$connection" -o "$work/snapshot" --system big --databases estate
  line "collect" "$seconds s" "processor $cpu s, $peak MiB, snapshot of $(du -sm "$work/snapshot" | cut -f1) MB"
  acl=$(queries acl_object acl_column)
  line "  its ACL queries" "$acl s" "psql COPY of the same catalogs: $floor s, ratio $(jq -n "$acl / $floor * 10 | round / 10")"
  line "  relations and functions" "$(queries relation function) s" "columns: $(queries relation_column) s"
  read -r load holders triples objects < <("$java_home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -cp "$classes" "$root/src/bench/Holders.java" "$work/snapshot")
  line "holders of all rights" "$holders s" "$triples triples on $objects objects; loading: $load s"
  measure "$root/pgevidence" access "$work/snapshot" --object area_7.table_7 --format csv
  line "access --object" "$seconds s" "processor $cpu s, $peak MiB, $(wc -l <"$work/out") lines"
  measure "$root/pgevidence" pack --snapshot "$work/snapshot" --context "$work/context" --out "$work/packs"
  line "pack" "$seconds s" "processor $cpu s, $peak MiB, $(du -sm "$work/packs" | cut -f1) MB on disk, the largest files:"
  (cd "$work/packs"/*/* && find . -type f -printf '    %10s %P\n' | sort -rn | head -8)
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
