package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.Views.Relation;

/**
 * By what a role gets to use a privilege on a table, beyond what has_table_privilege() tells:
 * columns, views, SET ROLE, grants to itself, SECURITY DEFINER functions.
 */
final class TableReach {
  /** Kinds of reach, strongest first. */
  enum Kind {
    INHERITED("inherited"),
    COLUMNS("columns"),
    VIEW("view"),
    SET_ROLE("set role"),
    OWNER_SELF_GRANT("owner self-grant"),
    OBTAINABLE("obtainable"),
    SECURITY_DEFINER("security definer");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** A SECURITY DEFINER function and who may execute it. */
  record Definer(Securable function, BitSet executors) {}

  /**
   * The strongest reach of one role.
   *
   * @param actor role whose rights are used in the end
   * @param through view chain, column or function it goes through
   */
  record Reach(Kind kind, int actor, List<Securable> through, boolean isCertain) {}

  private record ViewChain(List<Relation> links, BitSet roles, boolean isCertain) {}

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final MembershipGraph graph;
  private final Relation table;
  private final Privilege privilege;
  private final BitSet holders;
  private final BitSet owners;
  private final List<Securable> columns;
  private final List<ViewChain> views = new ArrayList<>();
  private final List<Definer> definers;

  TableReach(
      Estate estate,
      EffectivePrivileges effective,
      Relation table,
      Privilege privilege,
      List<Securable> columns,
      List<List<Relation>> chains,
      List<Definer> definers) {
    this.estate = estate;
    this.effective = effective;
    this.graph = estate.graph(table.object().database());
    this.table = table;
    this.privilege = privilege;
    this.columns = columns;
    holders = effective.holders(table.object(), privilege, false);
    int owner = table.object().owner();
    owners = owner < 0 ? new BitSet() : graph.inherit().leadingTo(owner);
    chains.forEach(this::addView);
    this.definers =
        definers.stream()
            .filter(definer -> holders.get(Math.max(0, definer.function().owner())))
            .toList();
  }

  /**
   * Who gets through a chain of views: each link is checked as its view's owner or as the caller.
   */
  private void addView(List<Relation> links) {
    Relation view = links.getFirst();
    boolean isRead = privilege == Privilege.SELECT;
    boolean isWrite =
        switch (privilege) {
          case INSERT, UPDATE, DELETE -> links.stream().noneMatch(Views::isCopy);
          default -> false;
        };
    if (!isRead && !isWrite) {
      return;
    }
    BitSet roles = effective.holders(view.object(), privilege, false);
    for (int i = 0; i + 1 < links.size() && !Views.isCopy(links.get(i)); i++) {
      BitSet next = effective.holders(links.get(i + 1).object(), privilege, false);
      if (links.get(i).isInvoker()) {
        roles.and(next);
      } else if (links.get(i).object().owner() < 0 || !next.get(links.get(i).object().owner())) {
        return;
      }
    }
    if (!roles.isEmpty()) {
      views.add(new ViewChain(links, roles, isRead));
    }
  }

  /** The strongest reach; empty when there is none. */
  Optional<Reach> of(int role) {
    if (holders.get(role)) {
      return Optional.of(new Reach(Kind.INHERITED, role, List.of(), true));
    }
    for (Securable column : columns) {
      if (column.kind().privileges(estate.major()).contains(privilege)
          && effective.holders(column, privilege, false).get(role)) {
        return Optional.of(new Reach(Kind.COLUMNS, role, List.of(column), true));
      }
    }
    for (ViewChain view : views) {
      if (view.roles().get(role)) {
        List<Securable> through = view.links().stream().map(Relation::object).toList();
        return Optional.of(new Reach(Kind.VIEW, viewActor(view, role), through, view.isCertain()));
      }
    }
    BitSet acting = graph.set().reachedFrom(role);
    BitSet both = (BitSet) holders.clone();
    both.and(acting);
    if (!both.isEmpty()) {
      return Optional.of(new Reach(Kind.SET_ROLE, nearest(role, both), List.of(), true));
    }
    if (owners.intersects(acting)) {
      BitSet able = (BitSet) owners.clone();
      able.and(acting);
      return Optional.of(new Reach(Kind.OWNER_SELF_GRANT, nearest(role, able), List.of(), true));
    }
    return obtained(role).or(() -> byFunction(role));
  }

  private Optional<Reach> obtained(int role) {
    BitSet able = (BitSet) holders.clone();
    able.or(owners);
    able.and(graph.obtainable(role));
    if (able.isEmpty()) {
      return Optional.empty();
    }
    int target = able.stream().filter(to -> !graph.way(role, to).isEmpty()).findFirst().orElse(-1);
    return target < 0
        ? Optional.empty()
        : Optional.of(new Reach(Kind.OBTAINABLE, target, List.of(), true));
  }

  private Optional<Reach> byFunction(int role) {
    return definers.stream()
        .filter(definer -> definer.executors().get(role))
        .findFirst()
        .map(
            definer ->
                new Reach(
                    Kind.SECURITY_DEFINER,
                    definer.function().owner(),
                    List.of(definer.function()),
                    false));
  }

  private int nearest(int role, BitSet targets) {
    return targets.stream()
        .boxed()
        .min(java.util.Comparator.comparingInt(to -> graph.set().path(role, to).size()))
        .orElseThrow();
  }

  private static int viewActor(ViewChain view, int role) {
    Relation last = view.links().get(view.links().size() - 2);
    return last.isInvoker() ? role : last.object().owner();
  }

  Relation table() {
    return table;
  }

  Privilege privilege() {
    return privilege;
  }
}
