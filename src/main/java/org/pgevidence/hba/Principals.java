package org.pgevidence.hba;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * Roles, real memberships and databases of the server. Membership for rules ignores INHERIT and
 * SET, holds for a role itself, and superusers are no members by being superusers.
 */
final class Principals {
  /** A role as far as connecting goes. */
  record Role(long oid, String name, boolean canLogin, boolean isSuperuser, boolean canReplicate) {}

  private final boolean areRolesKnown;
  private final boolean areMembershipsKnown;
  private final boolean areDatabasesKnown;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Map<Long, Role> byOid = new HashMap<>();
  private final Map<String, Boolean> databases = new LinkedHashMap<>();
  private final Map<Long, List<Long>> members = new HashMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();

  Principals(Facts facts) {
    areRolesKnown = facts.isProvided("role");
    areMembershipsKnown = areRolesKnown && facts.isProvided("membership");
    areDatabasesKnown = facts.isProvided("database");
    facts.forEach("role", this::addRole);
    facts.forEach(
        "membership",
        row ->
            members
                .computeIfAbsent(row.number("role_oid"), oid -> new ArrayList<>())
                .add(row.number("member_oid")));
    facts.forEach(
        "database", row -> databases.put(row.text("name"), row.flag("allows_connections")));
  }

  private void addRole(Row row) {
    Role role =
        new Role(
            row.number("oid"),
            row.text("name"),
            row.flag("can_login"),
            row.flag("is_superuser"),
            row.flag("can_replicate") || row.flag("is_superuser"));
    roles.put(role.name(), role);
    byOid.put(role.oid(), role);
  }

  boolean areRolesKnown() {
    return areRolesKnown;
  }

  boolean areMembershipsKnown() {
    return areMembershipsKnown;
  }

  boolean areDatabasesKnown() {
    return areDatabasesKnown;
  }

  List<Role> roles() {
    return List.copyOf(roles.values());
  }

  Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /** Database name → whether it allows connections. */
  Map<String, Boolean> databases() {
    return databases;
  }

  /** Names of all members of a group, direct or not, and the group itself; empty when unknown. */
  Set<String> membersOf(String group) {
    return closures.computeIfAbsent(group, this::close);
  }

  private Set<String> close(String group) {
    Set<String> found = new HashSet<>();
    Role start = roles.get(group);
    if (start == null) {
      return found;
    }
    Deque<Long> open = new ArrayDeque<>(List.of(start.oid()));
    Set<Long> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      long oid = open.pop();
      Role role = byOid.get(oid);
      if (role != null) {
        found.add(role.name());
      }
      for (long member : members.getOrDefault(oid, List.of())) {
        if (seen.add(member)) {
          open.push(member);
        }
      }
    }
    return found;
  }
}
