package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.Views.Relation;

/** All entrances to one privilege on one table. */
final class Entrances {
  private final EffectivePrivileges effective;
  private final ReachIndex index;
  private final Privilege privilege;
  private final List<Entrance> direct = new ArrayList<>();
  private final List<Entrance> definers = new ArrayList<>();
  private final List<Entrance> publicDefiners = new ArrayList<>();
  private final Entrance owner;
  private final BitSet anyCaller = new BitSet();
  private final BitSet definerCallers = new BitSet();

  Entrances(
      Estate estate,
      EffectivePrivileges effective,
      ReachIndex index,
      Views views,
      Relation table,
      Privilege privilege) {
    this.effective = effective;
    this.index = index;
    this.privilege = privilege;
    Securable object = table.object();
    BitSet holders = effective.holders(object, privilege, false);
    direct.add(new Entrance(Kind.INHERITED, List.of(), holders, index.users(object), -1, true));
    addColumns(object);
    List<Securable> named = new ArrayList<>(List.of(object));
    for (TableTrees.Relative relative : views.trees().relatives(object.database(), object.oid())) {
      Relation other = views.relation(object.database(), relative.oid());
      if (other != null && relative.carries(privilege)) {
        addRelative(other.object(), relative.isPartition() ? Kind.PARTITION : Kind.INHERITANCE);
        addColumns(other.object());
        named.add(other.object());
      }
    }
    named.forEach(one -> index.chains(one).forEach(this::addView));
    BitSet owners =
        object.owner() < 0
            ? new BitSet()
            : estate.graph(object.database()).inherit().leadingTo(object.owner());
    owner = new Entrance(Kind.OWNER_SELF_GRANT, List.of(), owners, index.users(object), -1, true);
    for (ReachIndex.Definer definer : index.definers(object.database())) {
      int runsAs = definer.function().owner();
      direct.stream()
          .filter(inner -> inner.callers().get(runsAs))
          .findFirst()
          .map(inner -> entrance(definer, inner))
          .ifPresent((definer.isPublic() ? publicDefiners : definers)::add);
    }
    direct.forEach(entrance -> anyCaller.or(entrance.callers()));
    definers.forEach(entrance -> definerCallers.or(entrance.callers()));
    anyCaller.or(definerCallers);
    anyCaller.or(owners);
  }

  /** Rights are asked, and policies applied, at the table that the statement names. */
  private void addRelative(Securable other, Kind kind) {
    BitSet callers = effective.holders(other, privilege, false);
    direct.add(new Entrance(kind, List.of(other), callers, index.users(other), -1, true));
  }

  private void addColumns(Securable table) {
    for (Securable column : index.columns(table, privilege)) {
      BitSet callers = effective.holders(column, privilege, false);
      direct.add(
          new Entrance(Kind.COLUMNS, List.of(column), callers, index.users(table), -1, true));
    }
  }

  /** The function of a role that comes by another entrance. */
  private Entrance entrance(ReachIndex.Definer definer, Entrance inner) {
    List<Securable> through = new ArrayList<>(List.of(definer.function()));
    through.addAll(inner.through());
    return new Entrance(
        Kind.SECURITY_DEFINER,
        through,
        definer.executors(),
        index.users(definer.function()),
        inner.actor() < 0 ? definer.function().owner() : inner.actor(),
        false);
  }

  /** Roles with the privilege on a relation or on some column of it. */
  private BitSet atLeastColumns(Securable relation) {
    BitSet found = effective.holders(relation, privilege, false);
    index
        .columns(relation, privilege)
        .forEach(column -> found.or(effective.holders(column, privilege, false)));
    return found;
  }

  /**
   * Who gets through a chain of views: each link is checked as its view's owner or as the caller. A
   * right on one column of the first view runs its whole query. Which columns a view reads stays on
   * the server, so that a right on some of them may be too little.
   */
  private void addView(List<Relation> links) {
    boolean isRead = privilege == Privilege.SELECT;
    boolean isWrite =
        switch (privilege) {
          case INSERT, UPDATE, DELETE -> links.stream().noneMatch(Views::isCopy);
          default -> false;
        };
    if (!isRead && !isWrite) {
      return;
    }
    BitSet able = atLeastColumns(links.getFirst().object());
    BitSet sure = (BitSet) able.clone();
    for (int i = 0; i + 1 < links.size() && !Views.isCopy(links.get(i)); i++) {
      Securable below = links.get(i + 1).object();
      BitSet next = atLeastColumns(below);
      BitSet sureNext = effective.holders(below, privilege, false);
      int checkedAs = links.get(i).object().owner();
      if (links.get(i).isInvoker()) {
        able.and(next);
        sure.and(sureNext);
      } else if (checkedAs < 0 || !next.get(checkedAs)) {
        return;
      } else if (!sureNext.get(checkedAs)) {
        sure.clear();
      }
    }
    able.andNot(sure);
    addView(links, sure, isRead);
    addView(links, able, false);
  }

  private void addView(List<Relation> links, BitSet callers, boolean isCertain) {
    if (callers.isEmpty()) {
      return;
    }
    Relation last = links.get(links.size() - 2);
    direct.add(
        new Entrance(
            Kind.VIEW,
            links.stream().map(Relation::object).toList(),
            callers,
            index.users(links.getFirst().object()),
            last.isInvoker() && !Views.isCopy(last) ? -1 : last.object().owner(),
            isCertain));
  }

  /** The table, its columns, and the views over it. */
  List<Entrance> direct() {
    return direct;
  }

  /** The table for whoever has its owner's rights. */
  Entrance owner() {
    return owner;
  }

  /** SECURITY DEFINER functions of roles that hold the privilege, but for those of every role. */
  List<Entrance> definers() {
    return definers;
  }

  /** Such functions that PUBLIC may execute. */
  List<Entrance> publicDefiners() {
    return publicDefiners;
  }

  /** Every role that {@link #definers} let in; do not change. */
  BitSet definerCallers() {
    return definerCallers;
  }

  /** Every role that an entrance lets in; do not change. */
  BitSet anyCaller() {
    return anyCaller;
  }
}
