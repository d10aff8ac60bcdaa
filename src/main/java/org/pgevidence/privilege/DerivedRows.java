package org.pgevidence.privilege;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.privilege.MembershipGraph.Hop;
import org.pgevidence.privilege.Memberships.Edge;

/** Takes derived rows, each with the steps that led to it. */
final class DerivedRows {
  private final Estate estate;
  private final MemoryFacts out;
  private String table = "";
  private String subject = "";
  private int step;

  DerivedRows(Estate estate, MemoryFacts out) {
    this.estate = estate;
    this.out = out;
    out.provide("derived_step");
  }

  /** Declares a derived table as provided. */
  void provide(String name) {
    out.provide(name);
  }

  /** Adds a row; the steps that follow are its own. */
  void row(String name, @Nullable Object... values) {
    out.add(name, values);
    table = name;
    int keys = Schema.standard().table(name).key().size();
    // Keys stand first in every derived table of this engine.
    subject =
        Arrays.stream(values).limit(keys).map(String::valueOf).collect(Collectors.joining(" | "));
    step = 0;
  }

  /** Adds a step: the fact it rests on and what that says. */
  void step(String factTable, List<?> factKey, String says) {
    out.add("derived_step", table, subject, ++step, factTable, Json.compact(factKey), says);
  }

  void roleStep(int role, String says) {
    step("role", List.of(estate.roles().oid(role)), estate.roles().quoted(role) + " " + says);
  }

  /** Steps of a chain of memberships that inherit. */
  void inheritSteps(List<Integer> path) {
    for (int i = 1; i < path.size(); i++) {
      edgeStep(path.get(i - 1), path.get(i), "inherits from", Edge::inherits);
    }
  }

  /** Steps of a chain of memberships of any kind. */
  void memberSteps(List<Integer> path) {
    for (int i = 1; i < path.size(); i++) {
      edgeStep(path.get(i - 1), path.get(i), "is a member of", edge -> true);
    }
  }

  /** Steps of a way over SET ROLE, ADMIN OPTION and CREATEROLE. */
  void waySteps(int from, List<Hop> way, MembershipGraph graph) {
    int current = from;
    for (Hop hop : way) {
      switch (hop.means()) {
        case SET_ROLE -> {
          if (estate.roles().isSuperuser(current)) {
            roleStep(current, "is a superuser and may SET ROLE to " + name(hop.role()));
          } else {
            edgeStep(current, hop.role(), "may SET ROLE to", Edge::canSet);
          }
        }
        case CREATEROLE ->
            roleStep(current, "has CREATEROLE and may grant itself " + name(hop.role()));
        case ADMIN_OPTION -> adminSteps(current, hop.role(), graph);
      }
      current = hop.role();
    }
  }

  private void adminSteps(int from, int target, MembershipGraph graph) {
    Closure acting = estate.major() >= 16 ? graph.inherit() : graph.member();
    var holders = (java.util.BitSet) graph.adminsOf(target).clone();
    holders.and(acting.reachedFrom(from));
    int holder = holders.nextSetBit(0);
    List<Integer> path = acting.path(from, holder);
    for (int i = 1; i < path.size(); i++) {
      edgeStep(path.get(i - 1), path.get(i), "acts with the rights of", edge -> true);
    }
    edgeStep(holder, target, "has ADMIN OPTION and may grant itself", Edge::hasAdmin);
  }

  private void edgeStep(
      int member, int role, String verb, java.util.function.Predicate<Edge> condition) {
    String says = name(member) + " " + verb + " " + name(role);
    List<Edge> edges = estate.memberships().between(member, role, condition);
    if (edges.isEmpty()) {
      // Only the implicit membership of a database's owner has no row.
      roleStep(member, "owns the database and is implicitly a member of " + name(role));
      return;
    }
    Edge edge = edges.getFirst();
    step(
        "membership",
        List.of(estate.roles().oid(role), estate.roles().oid(member), edge.grantorOid()),
        says);
  }

  /** Steps of a way to a privilege: memberships, then the entry. */
  void waySteps(int role, Way way, Privilege privilege) {
    inheritSteps(way.path());
    lastStep(role, way, privilege);
  }

  /** The step at the end of a way: what gives the privilege. */
  void lastStep(int role, Way way, Privilege privilege) {
    switch (way.reason()) {
      case SUPERUSER -> roleStep(role, "is a superuser");
      case PREDEFINED -> roleStep(way.path().getLast(), "carries " + privilege.sqlName());
      case OWNER, PUBLIC, GRANT ->
          entryStep(way.on(), way.entry().orElseThrow(), privilege.sqlName());
    }
  }

  /** A step that rests on one entry of an object's ACL, or on the built-in default. */
  void entryStep(Securable object, Acl.Entry entry, String what) {
    int grantee = EffectivePrivileges.grantee(object, entry);
    String whom =
        grantee == Acl.PUBLIC ? "PUBLIC" : grantee >= 0 ? name(grantee) : "a dropped role";
    if (object.acl().isBuiltIn()) {
      String key = grantee == Acl.PUBLIC ? "public" : "owner";
      step(
          "acl_builtin",
          List.of(object.acl().kind(), key),
          what + " on " + object.name() + " belongs to " + whom + " by default");
      return;
    }
    String database = "dtp".contains(object.acl().kind()) ? "" : object.database();
    step(
        "acl_entry",
        List.of(
            database,
            object.acl().kind(),
            object.acl().id(),
            entry.granteeOid(),
            entry.grantorOid()),
        what + " on " + object.name() + " is granted to " + whom);
  }

  private String name(int role) {
    return estate.roles().quoted(role);
  }
}
