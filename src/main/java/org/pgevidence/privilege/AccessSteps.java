package org.pgevidence.privilege;

import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.TableReach.Reach;
import org.pgevidence.privilege.Views.Relation;

/** The facts that a row of table_access rests on, step by step, as rows of derived_step. */
record AccessSteps(Estate estate, Views views) {
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
    if (found.kind() == Kind.SECURITY_DEFINER) {
      addDefiner(rows, found.through().getFirst(), found);
    } else if (way.isEmpty()) {
      rows.step(
          "relation",
          List.of(object.database(), object.oid()),
          object.name() + " belongs to its owner, who may grant itself anything on it");
    }
    if (!found.through().isEmpty() && found.kind() != Kind.SECURITY_DEFINER) {
      treeSteps(rows, object, found.through().getLast().oid());
    }
    for (int i = 1; i < found.through().size(); i++) {
      Securable above = found.through().get(i - 1);
      Securable below = found.through().get(i);
      rows.step(
          "view_reference",
          List.of(above.database(), above.oid(), below.oid()),
          above.name() + " reads " + below.name());
    }
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

  /** Adds whose rights a function has. */
  void addDefiner(DerivedRows rows, Securable function, Reach found) {
    rows.step(
        "function",
        List.of(function.database(), function.oid()),
        function.name() + " runs as " + estate.roles().quoted(found.actor()));
  }
}
