package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Effective privileges exactly as has_*_privilege() answers them on PostgreSQL 13 to 18.
 *
 * <p>A role passes by its superuser attribute (never through membership), by entries whose grantee
 * is PUBLIC or a role whose rights it inherits, or by a predefined role. Grant options belong to
 * the entry's grantees and to whoever inherits the owner's rights.
 */
final class EffectivePrivileges {
  // Refused on system tables whatever the ACL says.
  private static final Set<Privilege> SUPERUSER_ONLY =
      EnumSet.of(
          Privilege.INSERT,
          Privilege.UPDATE,
          Privilege.DELETE,
          Privilege.TRUNCATE,
          Privilege.USAGE);

  private final Estate estate;
  private final int readAll;
  private final int writeAll;
  private final int maintain;

  EffectivePrivileges(Estate estate) {
    this.estate = estate;
    readAll = estate.roles().predefined("pg_read_all_data");
    writeAll = estate.roles().predefined("pg_write_all_data");
    maintain = estate.roles().predefined("pg_maintain");
  }

  /** All roles that hold a privilege on an object, or its grant option. The set is the caller's. */
  BitSet holders(Securable object, Privilege privilege, boolean isGrantOption) {
    BitSet found = (BitSet) estate.roles().superusers().clone();
    if (object.isCatalogTable() && SUPERUSER_ONLY.contains(privilege)) {
      return found;
    }
    MembershipGraph graph = estate.graph(object.database());
    addEntries(found, object, privilege, isGrantOption, graph);
    if (object.table().isPresent()) {
      found.or(holders(object.table().get(), privilege, isGrantOption));
    }
    if (!isGrantOption) {
      for (int role : predefined(object.kind(), privilege)) {
        if (role >= 0) {
          found.or(graph.inherit().leadingTo(role));
        }
      }
    }
    return found;
  }

  private void addEntries(
      BitSet found,
      Securable object,
      Privilege privilege,
      boolean isGrantOption,
      MembershipGraph graph) {
    if (isGrantOption && object.owner() >= 0) {
      found.or(graph.inherit().leadingTo(object.owner()));
    }
    for (Acl.Entry entry : object.acl().entries()) {
      if (!privilege.isIn(isGrantOption ? entry.grantable() : entry.privileges())) {
        continue;
      }
      int grantee = grantee(object, entry);
      if (grantee == Acl.PUBLIC) {
        found.set(0, estate.roles().count());
        return;
      }
      if (grantee >= 0) {
        found.or(graph.inherit().leadingTo(grantee));
      }
    }
  }

  /** Grantee of an entry on an object: a role's index, PUBLIC or DANGLING. */
  static int grantee(Securable object, Acl.Entry entry) {
    return entry.grantee() != Acl.OWNER
        ? entry.grantee()
        : object.owner() >= 0 ? object.owner() : Acl.DANGLING;
  }

  /**
   * Predefined roles that carry a privilege on every object of a kind; -1 where the major has none.
   */
  int[] predefined(ObjectKind kind, Privilege privilege) {
    if (kind == ObjectKind.SCHEMA && privilege == Privilege.USAGE) {
      return new int[] {readAll, writeAll};
    }
    if (!kind.isRelation()) {
      return new int[0];
    }
    return switch (privilege) {
      case SELECT -> new int[] {readAll};
      case INSERT, UPDATE, DELETE -> new int[] {writeAll};
      case MAINTAIN -> new int[] {maintain};
      default -> new int[0];
    };
  }

  /** Whether entries on a system table count for a role that is no superuser. */
  static boolean isRefused(Securable object, Privilege privilege) {
    return object.isCatalogTable() && SUPERUSER_ONLY.contains(privilege);
  }
}
