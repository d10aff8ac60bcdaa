package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgevidence.diff.Grantors.Granted;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.Access;
import org.pgevidence.privilege.AccessDiff;
import org.pgevidence.privilege.AccessQuery;
import org.pgevidence.privilege.AccessRow;
import org.pgevidence.privilege.Estate;

/** What roles gained and lost, through what, and by whose grant. */
final class AccessChanges {
  private static final Map<String, String> VERBS =
      Map.ofEntries(
          Map.entry("SELECT", "read"),
          Map.entry("INSERT", "insert into"),
          Map.entry("UPDATE", "update"),
          Map.entry("DELETE", "delete from"),
          Map.entry("TRUNCATE", "empty"),
          Map.entry("EXECUTE", "execute"),
          Map.entry("USAGE", "use"),
          Map.entry("CREATE", "create in"),
          Map.entry("CONNECT", "connect to"));

  private AccessChanges() {}

  /** Differences that have everything but the privilege in common. */
  private record Group(AccessDiff.Kind kind, String role, String object, String old, String now) {
    static Group of(AccessDiff.Change change) {
      AccessRow row = change.row();
      String place = row.database().isEmpty() ? "" : row.database() + ": ";
      return new Group(
          change.kind(),
          row.role(),
          row.kind() + " " + place + row.object(),
          way(change.before()),
          way(change.after()));
    }

    private static String way(Optional<AccessRow> row) {
      return row.map(one -> one.via() + (one.isGrantable() ? ", with grant option" : ""))
          .orElse("");
    }
  }

  /** None where one side did not read what effective rights rest on. */
  static List<Change> of(Facts before, Facts after, LoggedActs acts) {
    if (!Estate.NEEDED.stream()
        .allMatch(table -> before.isProvided(table) && after.isProvided(table))) {
      return List.of();
    }
    Map<Group, List<AccessDiff.Change>> groups = new LinkedHashMap<>();
    AccessDiff.forEach(
        access(before),
        access(after),
        change -> groups.computeIfAbsent(Group.of(change), key -> new ArrayList<>()).add(change));
    Grantors added = new Grantors(after, before, acts, false);
    Grantors removed = new Grantors(before, after, acts, true);
    List<Change> changes = new ArrayList<>();
    groups.forEach((group, members) -> changes.add(change(group, members, added, removed)));
    return changes;
  }

  private static Access access(Facts facts) {
    AccessQuery query = AccessQuery.everything();
    return new Access(Estate.read(facts, query.selection()), query);
  }

  private static Change change(
      Group group, List<AccessDiff.Change> members, Grantors added, Grantors removed) {
    AccessRow row = members.getFirst().row();
    String what =
        members.stream()
                .map(member -> verb(member.row().privilege()))
                .collect(Collectors.joining(", "))
            + " "
            + group.object();
    String object = (row.database().isEmpty() ? "" : row.database() + ": ") + row.object();
    boolean isLost = group.kind() == AccessDiff.Kind.LOST;
    List<Granted> granted = (isLost ? removed : added).along(group.role(), row.via(), object);
    String role = "Role " + group.role();
    String sentence =
        switch (group.kind()) {
          case GAINED -> role + " can now " + what + ", " + through(group.role(), group.now());
          case LOST ->
              role + " can no longer " + what + "; it could " + through(group.role(), group.old());
          case CHANGED ->
              role
                  + " can still "
                  + what
                  + ", but now "
                  + through(group.role(), group.now())
                  + "; before "
                  + through(group.role(), group.old());
        };
    Change.Kind kind =
        switch (group.kind()) {
          case GAINED -> Change.Kind.APPEARED;
          case LOST -> Change.Kind.GONE;
          case CHANGED -> Change.Kind.CHANGED;
        };
    String subject = group.role() + " on " + group.object();
    return new Change("access", kind, subject, sentence + causes(granted, isLost) + ".", granted);
  }

  private static String verb(String privilege) {
    String verb = VERBS.get(privilege);
    return verb == null ? "use " + privilege + " on" : verb + " (" + privilege + ")";
  }

  private static String through(String role, String way) {
    String path = way.startsWith(role + " → ") ? way.substring(role.length() + 3) : way;
    if (path.equals(role) || path.startsWith(role + ", with")) {
      return "by a grant to itself" + path.substring(role.length());
    }
    return (path.startsWith("owner") || path.startsWith("superuser") ? "as " : "through ") + path;
  }

  private static String causes(List<Granted> granted, boolean isLost) {
    return causes(granted, isLost, false) + causes(granted, isLost, true);
  }

  private static String causes(List<Granted> granted, boolean isLost, boolean isChanged) {
    String start = isChanged ? "; changed: " : isLost ? "; gone: " : "; new: ";
    return granted.stream()
        .filter(one -> one.isChanged() == isChanged)
        .map(
            one ->
                one.what()
                    + (isLost && !isChanged ? " had been" : "")
                    + " granted by "
                    + one.by()
                    + one.logged()
                        .map(act -> (isLost ? " (taken " : " (run ") + act.words() + ")")
                        .orElse(""))
        .reduce((a, b) -> a + "; " + b)
        .map(causes -> start + causes)
        .orElse("");
  }
}
