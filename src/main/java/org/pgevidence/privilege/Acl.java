package org.pgevidence.privilege;

import java.util.List;

/**
 * An access control list that one or more objects share. Two lists are the same only when they are
 * the same object: it stands for one row group of {@code acl_entry}.
 */
final class Acl {
  /** Grantee of entries for every role. */
  static final int PUBLIC = -1;

  /** Grantee of entries for an OID that is no role. */
  static final int DANGLING = -2;

  /** Grantee of built-in entries for whoever owns the object. */
  static final int OWNER = -3;

  /**
   * One entry.
   *
   * @param grantee index of a role, or one of the constants above
   * @param grantor index of a role, or DANGLING
   * @param privileges mask of privileges granted
   * @param grantable mask of privileges granted with grant option
   */
  record Entry(
      int grantee, long granteeOid, int grantor, long grantorOid, int privileges, int grantable) {}

  private final String kind;
  private final long id;
  private final List<Entry> entries;

  Acl(String kind, long id, List<Entry> entries) {
    this.kind = kind;
    this.id = id;
    this.entries = List.copyOf(entries);
  }

  /** Letter as in the acl tables. */
  String kind() {
    return kind;
  }

  /** {@code acl_entry.acl_id}; 0 for a built-in default. */
  long id() {
    return id;
  }

  boolean isBuiltIn() {
    return id == 0;
  }

  List<Entry> entries() {
    return entries;
  }
}
