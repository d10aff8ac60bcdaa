package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;

/**
 * Who granted what the one side has and the other has not: memberships and rights on objects. The
 * catalogs keep the grantor; who ran the statement, and when, a server log may say.
 */
public final class Grantors {
  private static final String BY = " (granted by ";

  private final Map<String, List<By>> byWhat = new TreeMap<>();
  private final LoggedActs acts;
  private final boolean isLost;

  private record By(String grantor, boolean isChanged) {}

  /**
   * One grant.
   *
   * @param what "etl in analytics", or "orders: hr.salary to analytics"
   * @param isChanged whether the grant stands on both sides, with other rights
   * @param logged the statement that gave or took it; empty when no log that was read has it
   */
  public record Granted(
      String what, String by, boolean isChanged, Optional<LoggedActs.Logged> logged) {
    Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("what", what);
      map.put("by", by);
      map.put("logged", logged.map(LoggedActs.Logged::toJson).orElse(null));
      return map;
    }
  }

  /** Grants of {@code with} that {@code without} has not, or has with other rights. */
  Grantors(Facts with, Facts without, LoggedActs acts, boolean isLost) {
    this.acts = acts;
    this.isLost = isLost;
    Described more = new Described(with);
    Described less = new Described(without);
    for (Area area : List.of(Area.MEMBERSHIP, Area.GRANT)) {
      if (area.needed().stream().allMatch(with::isProvided)
          && area.needed().stream().allMatch(without::isProvided)) {
        Map<String, Map<String, String>> known = less.of(area);
        more.of(area)
            .forEach(
                (name, attributes) -> {
                  if (!attributes.equals(known.get(name))) {
                    add(area, name, known.containsKey(name));
                  }
                });
      }
    }
  }

  private void add(Area area, String name, boolean isChanged) {
    byWhat
        .computeIfAbsent(what(area, name), key -> new ArrayList<>())
        .add(new By(by(name), isChanged));
  }

  /** The grantor in a grant's name. */
  static String by(String name) {
    return name.substring(name.lastIndexOf(BY) + BY.length(), name.length() - 1);
  }

  /** A grant's name without its kind of object and its grantor. */
  static String what(Area area, String name) {
    String what = name.substring(0, name.lastIndexOf(BY));
    return area == Area.GRANT ? what.substring(Described.noun(what).length()) : what;
  }

  /** The grants along a path from a role to an object, as {@code access} prints it. */
  List<Granted> along(String role, String via, String object) {
    List<String> path = new ArrayList<>(List.of(via.split(" → ", -1)));
    if (!path.getFirst().equals(role)) {
      path.addFirst(role);
    }
    List<Granted> found = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      find(path.get(i) + " in " + path.get(i + 1), found);
    }
    find(object + " to " + path.getLast(), found);
    return found;
  }

  private void find(String what, List<Granted> found) {
    LoggedOwners owners = new LoggedOwners(acts);
    for (By by : byWhat.getOrDefault(what, List.of())) {
      Change.Kind kind =
          by.isChanged() ? Change.Kind.CHANGED : isLost ? Change.Kind.GONE : Change.Kind.APPEARED;
      found.add(
          new Granted(
              what, by.grantor(), by.isChanged(), owners.ofGrant(what, by.grantor(), kind)));
    }
  }
}
