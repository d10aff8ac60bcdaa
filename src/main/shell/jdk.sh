# Finds a JDK 25 and the options pgevidence is started with; sourced by the launcher and by check.

# Prints the folder of a JDK 25; says what is missing and returns 1 when there is none. Runs in $(...), since it changes the folder.
find_jdk25() {
  local candidate line
  for candidate in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ] || continue
    while read -r line; do
      case $line in 'JAVA_VERSION="25'*) cd -P "$candidate" && pwd && return 0 ;; esac
    done <"$candidate/release"
  done
  echo "A JDK 25 was looked for in JAVA25_HOME, JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman and ~/.jdks, and none is there. Install one (for example Temurin 25) or name its folder in JAVA25_HOME." >&2
  return 1
}

# Whether the command $1 reads so much of what its arguments name that the optimising compiler pays: it alone hashes with the
# processor's instructions. Logs count from 8 MB, a snapshot's or a pack's facts (gzipped) from 3 MB.
reads_much() {
  local argument logs=() facts=()
  for argument in "$@"; do
    argument=${argument#--*=}
    if [ -d "$argument/facts" ]; then facts+=("$argument/facts"); elif [ -e "$argument" ]; then logs+=("$argument"); fi
  done
  case " $* " in *" --backup-log"* | *" --server-log"*) exceeds 8192 "${logs[@]}" && return 0 ;; esac
  # One object's grants are found before the better code is compiled.
  case " $* " in *" --object"*) return 1 ;; esac
  case ${1:-} in access | assess | diff | fix | pack | period | redact | verify) exceeds 3072 "${facts[@]}" ;; *) return 1 ;; esac
}

# Whether the files and folders behind $1 hold more than that many KiB.
exceeds() {
  local limit=$1 total
  shift
  [ "$#" -gt 0 ] || return 1
  total=$(du -kcs -- "$@" 2>/dev/null) || true
  total=${total##*$'\n'}
  total=${total%%[!0-9]*}
  [ "${total:-0}" -gt "$limit" ]
}

# Whether a run of $2 and further arguments is worth a start-up cache of its own, below $1: one of the whole program loads thrice its classes.
has_own_cache() {
  [ -z "${PGEVIDENCE_NO_AOT:-}" ] && [ -w "$1/target" ] || return 1
  case " ${*:2} " in *" -h "* | *" --help "* | *" -V "* | *" --version "*) return 1 ;; esac
  case ${2:-} in collect | pack) return 0 ;; *) return 1 ;; esac
}

# Prints the options of the Java program for a command, one a line. A start-up cache is used when there is one.
java_options() {
  # Bounded, so that an estate of 5,000 roles and 100,000 relations is packed within 1.5 GB in all, most of it for what lives long.
  local cache collector=Serial huge_pages= is_small= heap=(-Xmx1000m -Xmn256m)
  if ! reads_much "${@:2}"; then
    is_small=yes
    # The compiler that starts faster; and as much room for young objects and code that a small pack is made with few pauses, short ones where there are more processors.
    printf '%s\n' -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m
    heap=(-Xmx1100m -XX:NewSize=320m)
    case ${2:-} in pack | demo | period | redact | verify) collector=Parallel ;; esac
    # Most methods are called a few hundred times: what they call is compiled once, not again inside each, and by
    # several threads, or it is interpreted while one compiles all that came before. The same holds for what is called by reflection.
    printf '%s\n' -XX:C1MaxInlineSize=20 -XX:C1MaxInlineLevel=4 -XX:CICompilerCount=3 -Djdk.reflect.useNativeAccessorOnly=true
  fi
  # A page fault costs as much as hundreds of objects, most of all in a virtual machine. Where there are no huge pages, Java would warn on standard output.
  read -r huge_pages 2>/dev/null </sys/kernel/mm/transparent_hugepage/enabled || true
  case $huge_pages in
    *"[always]"* | *"[madvise]"*)
      echo -XX:+UseTransparentHugePages
      # These fill all of a small run's heap, which is fetched faster at once, by all processors.
      case $is_small,${2:-} in yes,pack | yes,demo) heap+=(-Xms400m -XX:+AlwaysPreTouch) ;; esac
      ;;
  esac
  # Java divides a heap of another size by itself.
  [ -z "${PGEVIDENCE_HEAP:-}" ] || heap=("-Xmx$PGEVIDENCE_HEAP")
  printf '%s\n' "${heap[@]}" "-XX:+Use${collector}GC" -XX:-UsePerfData \
    --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
  # As psql, so that .pgpass, the service file and the keys are those of HOME, not of the user's entry in passwd.
  [ -n "${HOME:-}" ] && printf '%s\n' "-Duser.home=$HOME"
  [ -n "${PGEVIDENCE_NO_AOT:-}" ] && return 0
  for cache in "${2:-start}" start; do
    if [ -s "$1/target/$cache.aot" ]; then
      printf '%s\n' "-XX:AOTCache=$1/target/$cache.aot" -Xlog:aot=off
      return 0
    fi
  done
}

# Prints the options that make a run write the record $1 of what a start-up cache needs.
recording_options() {
  printf '%s\n' -XX:AOTMode=record "-XX:AOTConfiguration=$1.record" -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput -Xlog:disable
}

# Writes the start-up cache $3 from the record $4, which is removed. Without it everything works, only slower.
write_aot_cache() {
  local java_home=$1 here=$2 cache=$3 record=$4 options
  mapfile -t options < <(PGEVIDENCE_NO_AOT=1 java_options "$here")
  "$java_home/bin/java" "${options[@]}" -XX:AOTMode=create "-XX:AOTConfiguration=$record.record" "-XX:AOTCache=$record.partial" \
    -cp "$(find "$here/target" -maxdepth 1 -name 'pgevidence-*.jar'):$here/target/lib/*" >/dev/null 2>&1 &&
    mv "$record.partial" "$cache"
  rm -f "$record.record" "$record.partial"
}

# Trains a start-up cache on the catalogue's own tests, which take seconds.
train_aot_cache() {
  local java_home=$1 here=$2 cache=$2/target/start.aot options
  mapfile -t options < <(PGEVIDENCE_NO_AOT=1 java_options "$here"; recording_options "$cache")
  "$java_home/bin/java" "${options[@]}" \
    -cp "$(find "$here/target" -maxdepth 1 -name 'pgevidence-*.jar'):$here/target/lib/*" \
    org.pgevidence.cli.Main controls test >/dev/null 2>&1
  write_aot_cache "$java_home" "$here" "$cache" "$cache"
}
