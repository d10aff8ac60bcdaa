package org.pgevidence.privilege;

import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.TableReach.Reach;
import org.pgevidence.privilege.Views.Relation;

/** The facts that a row of table_access rests on, step by step, as rows of derived_step. */
record AccessSteps(Estate estate, Views views, ReachIndex index, Explanation explanation) {
  /** What must be held at the entrance. */
  static Privilege asked(Reach found, Privilege privilege) {
    return found.kind() == Kind.SECURITY_DEFINER ? Privilege.EXECUTE : privilege;
  }

  /**
   * Adds the steps of one row.
   *
   * @param way how the caller holds the right at the entrance; empty for an owner's grant to itself
   */
  void add(
      DerivedRows rows,
      int role,
      Reach found,
      Securable object,
      Optional<Way> way,
      Privilege privilege) {
    MembershipGraph graph = estate.graph(object.database());
    if (role != found.caller()) {
      if (graph.set().reachedFrom(role).get(found.caller())) {
        rows.memberSteps(graph.set().path(role, found.caller()));
      } else {
        rows.waySteps(role, graph.way(role, found.caller()), graph);
      }
    }
    way.ifPresent(w -> rows.waySteps(found.caller(), w, asked(found, privilege)));
    if (way.isEmpty()) {
      rows.step(
          "relation",
          List.of(object.database(), object.oid()),
          object.name() + " belongs to its owner, who may grant itself anything on it");
    }
    addThrough(rows, found, object, privilege);
  }

  /** Adds what leads on from the entrance: whose rights count at a function and at each view. */
  void addThrough(DerivedRows rows, Reach found, Securable object, Privilege privilege) {
    int user = found.caller();
    List<Securable> tables = found.through();
    if (found.kind() == Kind.SECURITY_DEFINER) {
      Securable function = found.through().getFirst();
      user = function.owner();
      rows.step(
          "function",
          List.of(function.database(), function.oid()),
          function.name() + " runs as " + estate.roles().quoted(user));
      tables = tables.subList(1, tables.size());
      addWay(rows, user, tables.isEmpty() ? object : tables.getFirst(), privilege);
    }
    for (int i = 1; i < tables.size(); i++) {
      Securable above = tables.get(i - 1);
      Securable below = tables.get(i);
      rows.step(
          "view_reference",
          List.of(above.database(), above.oid(), below.oid()),
          above.name() + " reads " + below.name());
      Relation view = views.relation(above.database(), above.oid());
      if (view != null && !Views.isCopy(view)) {
        addWay(rows, view.isInvoker() ? user : above.owner(), below, privilege);
      }
    }
    if (!tables.isEmpty()) {
      treeSteps(rows, object, tables.getLast().oid());
    }
  }

  private void addWay(DerivedRows rows, int role, Securable at, Privilege privilege) {
    way(role, at, privilege).ifPresent(way -> rows.waySteps(role, way, privilege));
  }

  /** How a role holds a privilege on an object, or on a column of it; empty when it does not. */
  Optional<Way> way(int role, Securable object, Privilege privilege) {
    return explanation
        .first(role, object, privilege)
        .or(
            () ->
                index.columns(object, privilege).stream()
                    .flatMap(column -> explanation.first(role, column, privilege).stream())
                    .findFirst());
  }

  /** Steps between two tables of one tree, from the lower up. */
  private void treeSteps(DerivedRows rows, Securable table, long other) {
    String database = table.database();
    views.trees().relatives(database, table.oid()).stream()
        .filter(relative -> relative.oid() == other)
        .flatMap(relative -> relative.chain().stream())
        .forEach(
            edge -> {
              String text = nameOf(database, edge.lower());
              if (edge.isPartition()) {
                text += " is a partition of " + nameOf(database, edge.upper());
                rows.step("relation", List.of(database, edge.lower()), text);
              } else {
                text += " inherits from " + nameOf(database, edge.upper());
                List<Object> key = List.of(database, edge.lower(), edge.upper());
                rows.step("inheritance", key, text);
              }
            });
  }

  private String nameOf(String database, long oid) {
    Relation relation = views.relation(database, oid);
    return relation == null ? "oid " + oid : relation.object().name();
  }
}
