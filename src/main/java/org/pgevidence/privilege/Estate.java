package org.pgevidence.privilege;

import java.util.List;
import java.util.Map;
import org.pgevidence.fact.Facts;

/**
 * Roles, memberships and the objects that carry privileges, loaded from facts.
 *
 * @param securables sorted by database, kind and name
 * @param databaseOwners database name → index of the owning role
 */
public record Estate(
    int major,
    Roles roles,
    Memberships memberships,
    List<Securable> securables,
    Map<String, Integer> databaseOwners) {
  /** Tables without which no question about privileges has an answer. */
  public static final List<String> NEEDED =
      List.of("server", "role", "membership", "database", "acl_object", "acl_entry", "acl_builtin");

  /** All tables that are read; a gap in one of them leaves answers undecided. */
  public static final List<String> READ =
      List.of(
          "server",
          "role",
          "membership",
          "database",
          "acl_object",
          "acl_entry",
          "acl_builtin",
          "acl_column",
          "relation",
          "schema",
          "function",
          "language",
          "foreign_data_wrapper",
          "foreign_server",
          "type",
          "tablespace",
          "large_object",
          "parameter");

  /** Copies the collections. */
  public Estate {
    securables = List.copyOf(securables);
    databaseOwners = Map.copyOf(databaseOwners);
  }

  /** Loads the objects that are wanted; all tables of {@link #NEEDED} must be provided. */
  public static Estate read(Facts facts, Selection selection) {
    return new EstateReader(facts, selection).read();
  }

  /** Membership as it holds in a database; "" for outside a database. */
  MembershipGraph graph(String database) {
    return memberships.graph(databaseOwners.getOrDefault(database, -1));
  }
}
