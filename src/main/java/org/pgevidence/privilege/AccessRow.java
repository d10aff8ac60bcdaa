package org.pgevidence.privilege;

import java.util.List;

/**
 * One effective privilege of one role on one object.
 *
 * @param database "" for tablespace, parameter and membership
 * @param kind a word of {@link ObjectKind}, or role for rights on another role
 * @param via shortest path: owner, PUBLIC, superuser or a chain of roles
 * @param why every path as a sentence, shortest first; empty unless asked for
 */
public record AccessRow(
    String database,
    String kind,
    String object,
    String role,
    String privilege,
    boolean isGrantable,
    String via,
    List<String> why) {
  /** Copies the list. */
  public AccessRow {
    why = List.copyOf(why);
  }
}
