package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;

/** What changed in the facts. What one side could not read is never reported as gone. */
final class FactDiff {
  private final Facts before;
  private final Facts after;
  private final List<Change> changes = new ArrayList<>();
  private final Optional<LoggedActs> acts;

  private FactDiff(Facts before, Facts after, Optional<LoggedActs> acts) {
    this.before = before;
    this.after = after;
    this.acts = acts;
  }

  /** The changes; with acts each says who did it, or that no log does. */
  static List<Change> of(Facts before, Facts after, Optional<LoggedActs> acts) {
    FactDiff diff = new FactDiff(before, after, acts);
    Described old = new Described(before);
    Described now = new Described(after);
    diff.gaps();
    for (Area area : Area.values()) {
      if (diff.areComparable(area.noun(), area.needed())) {
        diff.compare(area, old.of(area), now.of(area));
      }
      if (area == Area.SETTING && diff.areComparable("pg_hba.conf rule", List.of("hba_rule"))) {
        diff.rules(old.hbaRules(), now.hbaRules());
      }
    }
    return diff.changes;
  }

  /** Whether both sides read the tables; says so when only one did. */
  private boolean areComparable(String noun, List<String> tables) {
    boolean hasOld = tables.stream().allMatch(before::isProvided);
    boolean hasNew = tables.stream().allMatch(after::isProvided);
    if (hasOld != hasNew) {
      add(
          "evidence",
          Change.Kind.UNKNOWN,
          noun,
          noun
              + "s cannot be compared: "
              + (hasOld ? "the new" : "the old")
              + " snapshot does not have them.");
    }
    return hasOld && hasNew;
  }

  private void gaps() {
    TreeSet<String> old = new TreeSet<>(before.gaps().stream().map(FactDiff::gap).toList());
    TreeSet<String> now = new TreeSet<>(after.gaps().stream().map(FactDiff::gap).toList());
    now.stream()
        .filter(gap -> !old.contains(gap))
        .forEach(gap -> add("evidence", Change.Kind.APPEARED, gap, "Newly not read: " + gap + "."));
    old.stream()
        .filter(gap -> !now.contains(gap))
        .forEach(gap -> add("evidence", Change.Kind.GONE, gap, "No longer a gap: " + gap + "."));
  }

  private static String gap(Gap gap) {
    return gap.table()
        + (gap.database().isEmpty() ? "" : " of database " + gap.database())
        + " ("
        + gap.reason()
        + ")";
  }

  private void compare(
      Area area, Map<String, Map<String, String>> old, Map<String, Map<String, String>> now) {
    Map<String, Map<String, String>> all = new TreeMap<>(old);
    all.putAll(now);
    String word = area.name().toLowerCase(Locale.ROOT);
    for (String object : all.keySet()) {
      Map<String, String> left = old.get(object);
      Map<String, String> right = now.get(object);
      String what = area.noun() + " " + object;
      if (left == null && right != null) {
        add(
            word,
            Change.Kind.APPEARED,
            object,
            what + " appeared: " + words(right) + by(area, Change.Kind.APPEARED, object) + ".");
      } else if (left != null && right == null) {
        boolean isUnread =
            after.gaps().stream().anyMatch(gap -> area.needed().contains(gap.table()));
        add(
            word,
            isUnread ? Change.Kind.UNKNOWN : Change.Kind.GONE,
            object,
            what
                + (isUnread
                    ? " is not seen any more, but not all was read; it had: "
                    : " is gone; it had: ")
                + words(left)
                + (isUnread ? "" : by(area, Change.Kind.GONE, object))
                + ".");
      } else if (left != null && right != null && !left.equals(right)) {
        List<String> parts = new ArrayList<>();
        right.forEach(
            (key, value) -> {
              String was = left.getOrDefault(key, "none");
              if (!was.equals(value)) {
                parts.add(
                    key
                        + " was "
                        + was
                        + " and is "
                        + value
                        + (key.equals("owner") ? owner(area, object, was, value) : ""));
              }
            });
        add(
            word,
            Change.Kind.CHANGED,
            object,
            what + ": " + String.join("; ", parts) + by(area, Change.Kind.CHANGED, object) + ".");
      }
    }
  }

  /** Who did it and when, where a log says so; of roles and rights also that none does. */
  private String by(Area area, Change.Kind kind, String object) {
    if (acts.isEmpty()) {
      return "";
    }
    LoggedActs logged = acts.get();
    return switch (area) {
      case ROLE -> done(logged.ofRole(object, kind));
      case MEMBERSHIP, GRANT ->
          done(
              new LoggedOwners(logged)
                  .ofGrant(Grantors.what(area, object), Grantors.by(object), kind));
      case DEFAULT_GRANT -> done(new LoggedOwners(logged).ofDefault(object, kind));
      case ROLE_SETTING, SETTING, DATABASE, SCHEMA, RELATION, FUNCTION -> "";
    };
  }

  private String owner(Area area, String object, String old, String now) {
    return acts.map(
            logged ->
                new LoggedOwners(logged)
                    .of(area, object, old, now)
                    .map(act -> " (done " + act.words() + ")")
                    .orElse(" (no log that was read says who did it)"))
        .orElse("");
  }

  private static String done(Optional<LoggedActs.Logged> logged) {
    return logged
        .map(act -> "; done " + act.words())
        .orElse("; no log that was read says who did it");
  }

  private static String words(Map<String, String> attributes) {
    return String.join(
        ", ",
        attributes.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
  }

  private void rules(List<String> old, List<String> now) {
    List<String> added = without(now, old);
    List<String> removed = without(old, now);
    added.forEach(
        rule -> add("hba", Change.Kind.APPEARED, rule, "pg_hba.conf rule was added: " + rule));
    removed.forEach(
        rule -> add("hba", Change.Kind.GONE, rule, "pg_hba.conf rule was removed: " + rule));
    if (!without(old, removed).equals(without(now, added))) {
      add(
          "hba",
          Change.Kind.CHANGED,
          "order",
          "The order of pg_hba.conf rules changed; the first that matches decides.");
    }
  }

  /** The list less the elements of the other, each as often as it stands there. */
  private static List<String> without(List<String> list, List<String> other) {
    List<String> rest = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    other.forEach(item -> counts.merge(item, 1, Integer::sum));
    for (String item : list) {
      if (counts.merge(item, -1, Integer::sum) < 0) {
        rest.add(item);
      }
    }
    return rest;
  }

  private void add(String area, Change.Kind kind, String subject, String sentence) {
    changes.add(new Change(area, kind, subject, sentence));
  }
}
