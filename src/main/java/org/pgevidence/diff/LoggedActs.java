package org.pgevidence.diff;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.FactTime;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * Statements on roles and rights that the server logs of the newer side hold, between the two
 * collections. A log says who ran what; that it took effect is what the facts show. Of several the
 * last one that did not fail counts.
 */
final class LoggedActs {
  private static final String TABLE = "access_statement";

  private final Map<String, String> names = new HashMap<>();
  private final List<Row> acts = new ArrayList<>();

  /** One statement, where a log says it. */
  record Logged(String at, Optional<String> actor, String path, long line) {
    /** From old to new. */
    static final Comparator<Logged> ORDER = Comparator.comparing(Logged::at, FactTime.ORDER);

    String words() {
      return "by "
          + actor.orElse("a role that the log does not name")
          + " at "
          + at
          + ", says "
          + path
          + ":"
          + line;
    }

    Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("at", at);
      map.put("actor", actor.orElse(null));
      map.put("path", path);
      map.put("line", line);
      return map;
    }
  }

  LoggedActs(Facts before, Facts after) {
    for (Facts facts : List.of(before, after)) {
      if (facts.isProvided("role")) {
        facts.forEach("role", row -> names.put(row.text("name"), row.text("name_quoted")));
      }
    }
    String from = collectedAt(before);
    String to = collectedAt(after);
    if (after.isProvided(TABLE)) {
      after.forEach(
          TABLE,
          row -> {
            String at = row.textOrNull("logged_at");
            if (at != null && !row.flag("has_failed") && isBetween(from, at, to)) {
              acts.add(row);
            }
          });
    }
  }

  private static String collectedAt(Facts facts) {
    return facts.single("snapshot").map(row -> row.text("collected_at")).orElse("");
  }

  private static boolean isBetween(String from, String at, String to) {
    try {
      Instant when = Instant.parse(at);
      return !when.isBefore(Instant.parse(from))
          && when.isBefore(Instant.parse(to).plusSeconds(1)); // collected_at has whole seconds
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Who gave, took or changed a role or a right, as {@link Described} names it. */
  Optional<Logged> of(String what, Change.Kind kind) {
    return switch (kind) {
      case APPEARED -> of(what, false);
      case GONE -> of(what, true);
      case CHANGED, UNKNOWN ->
          Stream.concat(of(what, false).stream(), of(what, true).stream()).max(Logged.ORDER);
    };
  }

  /** Who gave a role or a right, as {@link Described} names it, or took it. */
  Optional<Logged> of(String what, boolean isLost) {
    int in = what.indexOf(" in ");
    int to = what.lastIndexOf(" to ");
    String verb = isLost ? "revoke" : "grant";
    if (to >= 0) {
      String object = what.substring(0, to);
      String grantee = what.substring(to + 4);
      return last(
          row ->
              (row.text("kind").equals(verb)
                      && quoted(row, "grantee").equals(grantee)
                      && isObject(row, object))
                  || (isLost
                      && row.text("kind").equals("drop owned")
                      && quoted(row, "role_name").equals(grantee)
                      && isInDatabase(row, object)));
    }
    if (in < 0) {
      return Optional.empty();
    }
    String member = what.substring(0, in);
    String role = what.substring(in + 4);
    return last(
        row ->
            (row.text("kind").equals(verb)
                    && quoted(row, "grantee").equals(member)
                    && quoted(row, "role_name").equals(role))
                || (isLost
                    && row.text("kind").equals("drop role")
                    && List.of(member, role).contains(quoted(row, "role_name"))));
  }

  /** Who made, changed or dropped a role. */
  Optional<Logged> ofRole(String role, Change.Kind kind) {
    String verb =
        switch (kind) {
          case APPEARED -> "create role";
          case GONE -> "drop role";
          case CHANGED, UNKNOWN -> "alter role";
        };
    return last(row -> row.text("kind").equals(verb) && quoted(row, "role_name").equals(role));
  }

  /** The newest of those that fit. */
  Optional<Logged> last(Predicate<Row> fits) {
    return acts.stream()
        .filter(fits)
        .reduce((a, b) -> FactTime.ORDER.compare(at(b), at(a)) >= 0 ? b : a)
        .map(
            row ->
                new Logged(
                    at(row),
                    Optional.ofNullable(row.textOrNull("actor")),
                    row.text("path"),
                    row.number("line")));
  }

  private static String at(Row row) {
    return row.text("logged_at");
  }

  /** A role as the catalogs quote it; "" when there is none. */
  String quoted(Row row, String column) {
    String name = row.textOrNull(column);
    return name == null ? "" : names.getOrDefault(name, name);
  }

  /** Objects that all databases share are in each. */
  static boolean isInDatabase(Row row, String object) {
    int colon = object.indexOf(": ");
    String database = row.textOrNull("actor_database");
    return colon < 0 || database == null || object.substring(0, colon).equals(database);
  }

  /** Whether a statement names an object: in full, by its last name, or by its schema. */
  static boolean isObject(Row row, String object) {
    String logged = row.textOrNull("object_name");
    if (logged == null) {
      return false;
    }
    if (!isInDatabase(row, object)) {
      return false;
    }
    int colon = object.indexOf(": ");
    String name = colon < 0 ? object : object.substring(colon + 2);
    int arguments = name.indexOf('(');
    name = arguments < 0 ? name : name.substring(0, arguments);
    if (logged.startsWith("all ")) {
      return name.startsWith(logged.substring(logged.lastIndexOf(' ') + 1) + ".");
    }
    return name.equals(logged) || name.endsWith("." + logged);
  }
}
