package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What two snapshots have in common, by names: objects with the same grants, and roles whose rights
 * cannot differ where the grants do not. An estate has many rows and few changes.
 */
record SameRights(Estate before, Estate after, Map<String, Both> byDatabase) {
  /** Roles of each side whose rights may differ though the grants are the same. */
  record Both(BitSet before, BitSet after) {}

  SameRights(Estate before, Estate after) {
    this(before, after, new HashMap<>());
  }

  /** Roles that must be looked at on an object with the same grants; do not change. */
  Both changedRoles(String database) {
    return byDatabase.computeIfAbsent(
        database,
        key -> new Both(changed(before, after, database), changed(after, before, database)));
  }

  /** Roles that the other side does not have or has otherwise, and all that inherit from them. */
  private static BitSet changed(Estate one, Estate other, String database) {
    Closure mine = one.graph(database).inherit();
    Closure theirs = other.graph(database).inherit();
    BitSet changed = new BitSet();
    for (int role = 0; role < one.roles().count(); role++) {
      int same = other.roles().find(one.roles().get(role).name()).orElse(-1);
      boolean isSame =
          same >= 0
              && one.roles().isSuperuser(role) == other.roles().isSuperuser(same)
              && names(one, mine.parents(role)).equals(names(other, theirs.parents(same)));
      if (!isSame) {
        changed.or(mine.leadingTo(role));
      }
    }
    return changed;
  }

  private static List<String> names(Estate estate, int[] roles) {
    return java.util.Arrays.stream(roles).mapToObj(estate.roles()::quoted).toList();
  }

  /** Whether both objects, which have the same name, have the same owner and grants. */
  boolean areSame(Securable one, Securable other) {
    List<Acl.Entry> mine = one.acl().entries();
    List<Acl.Entry> theirs = other.acl().entries();
    boolean isSame =
        before.major() == after.major()
            && one.isCatalogTable() == other.isCatalogTable()
            && one.acl().isBuiltIn() == other.acl().isBuiltIn()
            && name(before, one.owner(), 0).equals(name(after, other.owner(), 0))
            && mine.size() == theirs.size();
    for (int i = 0; isSame && i < mine.size(); i++) {
      isSame = areSame(mine.get(i), theirs.get(i));
    }
    return isSame
        && (one.table().isEmpty()
            || other.table().isEmpty()
            || areSame(one.table().get(), other.table().get()));
  }

  private boolean areSame(Acl.Entry one, Acl.Entry other) {
    return one.privileges() == other.privileges()
        && one.grantable() == other.grantable()
        && name(before, one.grantee(), one.granteeOid())
            .equals(name(after, other.grantee(), other.granteeOid()))
        && name(before, one.grantor(), one.grantorOid())
            .equals(name(after, other.grantor(), other.grantorOid()));
  }

  /** A quoted name holds no space outside of quotes. */
  private static String name(Estate estate, int role, long oid) {
    return role >= 0 ? estate.roles().quoted(role) : role + " " + oid;
  }
}
