#!/usr/bin/env bash
# Times the symbolic analysis of pg_hba.conf by hand, on an otherwise idle machine; it is no part of check.
#
#   src/bench/hba.sh [runs]        default: 3 runs of each size, after one that warms the machine
#
# Three sizes up to 10,000 rules and 2,000 roles, each beside the floor: only parsing the rows. The
# target for the largest is 10 s. The launcher builds the program first when it must.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/src/main/shell/jdk.sh"
java_home=$(find_jdk25) || exit 2
"$root/pgevidence" --version >/dev/null
exec "$java_home/bin/java" -cp "$(find "$root/target" -maxdepth 1 -name 'pgevidence-*.jar'):$root/target/lib/*" \
  "$root/src/bench/HbaAnalysis.java" "$@"
