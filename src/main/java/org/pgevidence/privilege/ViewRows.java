package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.List;
import org.pgevidence.privilege.Views.Relation;

/** Fills view_exposure: which tables lie below a view, and with whose rights they are read. */
record ViewRows(Estate estate, Views views) {
  void fill(DerivedRows rows) {
    rows.provide("view_exposure");
    EffectivePrivileges effective = new EffectivePrivileges(estate);
    for (Relation view : views.views(estate)) {
      BitSet readers = effective.holders(view.object(), Privilege.SELECT, false);
      readers.and(estate.roles().logins());
      readers.andNot(estate.roles().superusers());
      for (List<Relation> chain : views.chains(view)) {
        add(rows, chain, readers.cardinality());
      }
    }
  }

  private void add(DerivedRows rows, List<Relation> chain, int readers) {
    Relation view = chain.getFirst();
    Relation table = chain.getLast();
    Relation last = chain.get(chain.size() - 2);
    boolean isCopy = chain.stream().anyMatch(Views::isCopy);
    boolean isCaller = last.isInvoker() && !Views.isCopy(last);
    int owner = last.object().owner();
    String effect =
        isCaller || owner < 0 ? "none" : Views.rlsEffect(estate, table, owner, Privilege.SELECT);
    String bypass =
        switch (effect) {
          case "bypassed by owner" -> "owner";
          case "bypassed by superuser" -> "superuser";
          case "bypassed by BYPASSRLS" -> "BYPASSRLS";
          default -> "none";
        };
    String database = view.object().database();
    rows.row(
        "view_exposure",
        database,
        view.object().oid(),
        table.object().oid(),
        String.join(" → ", chain.stream().map(link -> link.object().name()).toList()),
        isCaller || owner < 0 ? null : estate.roles().oid(owner),
        isCopy,
        table.hasRls(),
        isCopy && table.hasRls() ? "copy" : bypass,
        readers);
    for (int i = 1; i < chain.size(); i++) {
      Securable above = chain.get(i - 1).object();
      Securable below = chain.get(i).object();
      rows.step(
          "view_reference",
          List.of(database, above.oid(), below.oid()),
          above.name() + " reads " + below.name());
    }
    rows.step(
        "relation",
        List.of(database, last.object().oid()),
        last.object().name()
            + (isCaller
                ? " reads with the caller's rights"
                : " reads as its owner " + (owner < 0 ? "" : estate.roles().quoted(owner))));
  }
}
