package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * The roles of a cluster. Engines name a role by its index: roles are numbered in the order of
 * their quoted names, so that sets of roles come out sorted.
 */
public final class Roles {
  /** One role as table role has it. */
  record Role(
      long oid,
      String name,
      String quoted,
      boolean isSuperuser,
      boolean canLogin,
      boolean inherits,
      boolean canCreateRole,
      boolean canReplicate,
      boolean bypassesRls,
      boolean isPredefined) {}

  private final List<Role> roles;
  private final Map<Long, Integer> byOid = new HashMap<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final BitSet superusers = new BitSet();
  private final BitSet logins = new BitSet();

  private Roles(List<Role> roles) {
    this.roles = roles;
    for (int i = 0; i < roles.size(); i++) {
      Role role = roles.get(i);
      byOid.put(role.oid(), i);
      byName.put(role.name(), i);
      superusers.set(i, role.isSuperuser());
      logins.set(i, role.canLogin());
    }
  }

  static Roles read(Facts facts) {
    List<Role> roles = new ArrayList<>();
    facts.forEach("role", row -> roles.add(role(row)));
    roles.sort((a, b) -> CodePoints.ORDER.compare(a.quoted(), b.quoted()));
    return new Roles(List.copyOf(roles));
  }

  private static Role role(Row row) {
    return new Role(
        row.number("oid"),
        row.text("name"),
        row.text("name_quoted"),
        row.flag("is_superuser"),
        row.flag("can_login"),
        row.flag("inherits"),
        row.flag("can_create_role"),
        row.flag("can_replicate"),
        row.flag("bypasses_rls"),
        row.flag("is_predefined"));
  }

  /** Number of roles. */
  public int count() {
    return roles.size();
  }

  Role get(int index) {
    return roles.get(index);
  }

  /** Name as the server quotes it. */
  public String quoted(int index) {
    return roles.get(index).quoted();
  }

  /** OID. */
  public long oid(int index) {
    return roles.get(index).oid();
  }

  /** Index of an OID; -1 when no role has it. */
  int index(long oid) {
    return byOid.getOrDefault(oid, -1);
  }

  /** A role by its raw name, or by its quoted name. */
  public OptionalInt find(String name) {
    Integer raw = byName.get(name);
    if (raw != null) {
      return OptionalInt.of(raw);
    }
    for (int i = 0; i < roles.size(); i++) {
      if (roles.get(i).quoted().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Index of a predefined role by name; -1 where the major has none. */
  int predefined(String name) {
    int index = byName.getOrDefault(name, -1);
    return index >= 0 && roles.get(index).isPredefined() ? index : -1;
  }

  /** Roles with the superuser attribute; do not change. */
  BitSet superusers() {
    return superusers;
  }

  /** Roles that can log in; do not change. */
  public BitSet logins() {
    return logins;
  }

  /** Whether the role has the superuser attribute. */
  public boolean isSuperuser(int index) {
    return superusers.get(index);
  }

  /** Names joined by an arrow. */
  String chain(List<Integer> path) {
    return String.join(" → ", path.stream().map(this::quoted).toList());
  }
}
