package org.pgevidence.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One SQL file: plain SQL, grouped by check, each statement once below the findings it is for. */
final class Script {
  private Script() {}

  static String fix(Place place, List<Repair> repairs) {
    return text("Repairs", place, repairs, Repair::fix);
  }

  static String undo(Place place, List<Repair> repairs) {
    return text("Takes back the repairs", place, repairs.reversed(), Repair::undo);
  }

  private static String text(
      String what, Place place, List<Repair> repairs, Function<Repair, String> part) {
    StringBuilder out = new StringBuilder();
    out.append("-- ").append(what).append(" in: ").append(place.title()).append('\n');
    out.append("-- Try it on a copy first. README.md says how to prove what it did.\n");
    if (repairs.isEmpty()) {
      return out.append("-- Nothing to do here.\n").toString();
    }
    out.append(place.isTransaction() ? "\nbegin;\n" : "");
    String check = "";
    for (Map.Entry<String, List<Repair>> entry : byStatement(repairs, part).entrySet()) {
      Repair first = entry.getValue().getFirst();
      if (!first.check().equals(check)) {
        check = first.check();
        out.append("\n-- == ").append(check).append(": ").append(OneLine.of(first.title()));
        out.append('\n');
      }
      for (Repair repair : entry.getValue()) {
        out.append("-- ").append(repair.id()).append(": ");
        out.append(OneLine.of(repair.subject())).append('\n');
      }
      if (Place.isSql(first, entry.getKey())) {
        out.append(Place.terminated(entry.getKey())).append('\n');
      } else {
        out.append("-- No statement does this: ").append(OneLine.of(entry.getKey().strip()));
        out.append('\n');
      }
    }
    if (out.indexOf("\nalter system ") > 0) {
      out.append(
          "\n-- What alter system set is in force after a reload; some settings need a restart.\n");
      out.append("select pg_catalog.pg_reload_conf();\n");
    }
    return out.append(place.isTransaction() ? "\ncommit;\n" : "").toString();
  }

  /** Two findings with one statement run it once: a second drop would fail. */
  private static Map<String, List<Repair>> byStatement(
      List<Repair> repairs, Function<Repair, String> part) {
    Map<String, List<Repair>> statements = new LinkedHashMap<>();
    for (Repair repair : repairs) {
      statements.computeIfAbsent(part.apply(repair), key -> new ArrayList<>()).add(repair);
    }
    return statements;
  }
}
