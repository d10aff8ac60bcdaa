package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.pgevidence.fact.Facts;

/** All grants of membership, and one graph per database made from them. */
final class Memberships {
  /** One row of table membership, roles as indexes. */
  record Edge(
      int member, int role, long grantorOid, boolean hasAdmin, boolean inherits, boolean canSet) {}

  private final Roles roles;
  private final int major;
  private final List<Edge> edges;
  private final Map<Long, List<Edge>> byPair = new HashMap<>();
  private final Map<Integer, MembershipGraph> graphs = new HashMap<>();

  private Memberships(Roles roles, int major, List<Edge> edges) {
    this.roles = roles;
    this.major = major;
    this.edges = edges;
    for (Edge edge : edges) {
      byPair.computeIfAbsent(pair(edge.member(), edge.role()), k -> new ArrayList<>()).add(edge);
    }
  }

  static Memberships read(Facts facts, Roles roles, int major) {
    List<Edge> edges = new ArrayList<>();
    facts.forEach(
        "membership",
        row -> {
          int member = roles.index(row.number("member_oid"));
          int role = roles.index(row.number("role_oid"));
          if (member >= 0 && role >= 0) {
            edges.add(
                new Edge(
                    member,
                    role,
                    row.number("grantor_oid"),
                    row.flag("has_admin"),
                    row.flag("inherits"),
                    row.flag("can_set")));
          }
        });
    return new Memberships(roles, major, edges);
  }

  List<Edge> edges() {
    return edges;
  }

  /**
   * The graph of a database: from 14 its owner is a member of pg_database_owner without a row in
   * pg_auth_members. Databases of one owner share a graph; -1 stands for outside a database.
   */
  MembershipGraph graph(int databaseOwner) {
    return graphs.computeIfAbsent(
        databaseOwner, owner -> new MembershipGraph(roles, major, this, owner));
  }

  /** The grants of a membership that satisfy a condition; several grantors may have granted it. */
  List<Edge> between(int member, int role, Predicate<Edge> condition) {
    return byPair.getOrDefault(pair(member, role), List.of()).stream().filter(condition).toList();
  }

  private static long pair(int member, int role) {
    return (long) member << 32 | role;
  }
}
