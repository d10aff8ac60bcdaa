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
    addColumns(object, estate.major());
    List<Securable> named = new ArrayList<>(List.of(object));
    for (TableTrees.Relative relative : views.trees().relatives(object.database(), object.oid())) {
      Relation other = views.relation(object.database(), relative.oid());
      if (other != null && relative.carries(privilege)) {
        addRelative(other.object(), relative.isPartition() ? Kind.PARTITION : Kind.INHERITANCE);
        addColumns(other.object(), estate.major());
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
      if (holders.get(definer.function().owner())) {
        (definer.isPublic() ? publicDefiners : definers).add(entrance(definer));
      }
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

  private void addColumns(Securable table, int major) {
    for (Securable column : index.columns(table)) {
      if (column.kind().privileges(major).contains(privilege)) {
        BitSet callers = effective.holders(column, privilege, false);
        direct.add(
            new Entrance(Kind.COLUMNS, List.of(column), callers, index.users(table), -1, true));
      }
    }
  }

  private Entrance entrance(ReachIndex.Definer definer) {
    return new Entrance(
        Kind.SECURITY_DEFINER,
        List.of(definer.function()),
        definer.executors(),
        index.users(definer.function()),
        definer.function().owner(),
        false);
  }

  /**
   * Who gets through a chain of views: each link is checked as its view's owner or as the caller.
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
    Relation view = links.getFirst();
    BitSet callers = effective.holders(view.object(), privilege, false);
    for (int i = 0; i + 1 < links.size() && !Views.isCopy(links.get(i)); i++) {
      BitSet next = effective.holders(links.get(i + 1).object(), privilege, false);
      int checkedAs = links.get(i).object().owner();
      if (links.get(i).isInvoker()) {
        callers.and(next);
      } else if (checkedAs < 0 || !next.get(checkedAs)) {
        return;
      }
    }
    Relation last = links.get(links.size() - 2);
    direct.add(
        new Entrance(
            Kind.VIEW,
            links.stream().map(Relation::object).toList(),
            callers,
            index.users(view.object()),
            last.isInvoker() && !Views.isCopy(last) ? -1 : last.object().owner(),
            isRead));
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
