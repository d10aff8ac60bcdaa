package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.List;

/**
 * A place where a privilege on a table can be used: the table, another table of its tree, a column
 * of these, a view over them, a function.
 *
 * @param kind how a role uses it that needs no other role
 * @param through view chain, column, function, or other table of the tree; empty for the table
 * @param callers roles that are let in
 * @param users roles with USAGE on its schema
 * @param actor role whose rights count at the table; -1 = the caller's
 * @param isCertain false when it depends on text that stays on the server
 */
record Entrance(
    TableReach.Kind kind,
    List<Securable> through,
    BitSet callers,
    BitSet users,
    int actor,
    boolean isCertain) {
  /** Copies the list. */
  Entrance {
    through = List.copyOf(through);
  }
}
