package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills grant_option: who may pass rights on, and through whom it got them. */
record GrantOptionRows(Estate estate) {
  void fill(DerivedRows rows) {
    rows.provide("grant_option");
    for (Securable object : estate.securables()) {
      if (!object.isOrdinary()) {
        continue;
      }
      Map<Integer, List<Acl.Entry>> byGrantee = new TreeMap<>();
      for (Acl.Entry entry : object.acl().entries()) {
        boolean isOther = entry.grantee() >= 0 && entry.grantee() != object.owner();
        if (isOther && entry.grantable() != 0) {
          byGrantee.computeIfAbsent(entry.grantee(), k -> new ArrayList<>()).add(entry);
        }
      }
      byGrantee.forEach((grantee, entries) -> add(rows, object, grantee, entries));
    }
  }

  private void add(DerivedRows rows, Securable object, int grantee, List<Acl.Entry> entries) {
    long mask = 0;
    for (Acl.Entry entry : entries) {
      mask |= entry.grantable();
    }
    long grantedOn =
        object.acl().entries().stream()
            .filter(entry -> entry.grantor() == grantee && entry.grantee() != grantee)
            .count();
    List<Acl.Entry> chain = chain(object, grantee);
    List<Integer> names = new ArrayList<>();
    if (object.owner() >= 0) {
      names.add(object.owner());
    }
    chain.forEach(entry -> names.add(entry.grantee()));
    rows.row(
        "grant_option",
        object.database(),
        object.kind().word(),
        object.oid(),
        object.number(),
        estate.roles().oid(grantee),
        object.name(),
        object.owner() < 0 ? 0 : estate.roles().oid(object.owner()),
        Privilege.names(mask),
        estate.roles().chain(names),
        grantedOn);
    chain.forEach(
        entry ->
            rows.entryStep(object, entry, Privilege.names(entry.grantable()) + ", grantable,"));
  }

  /** Entries from the owner's grant down to the grantee's. */
  private static List<Acl.Entry> chain(Securable object, int grantee) {
    Map<Integer, Acl.Entry> giver = new HashMap<>();
    object
        .acl()
        .entries()
        .forEach(
            entry -> {
              if (entry.grantable() != 0) {
                giver.putIfAbsent(entry.grantee(), entry);
              }
            });
    List<Acl.Entry> chain = new ArrayList<>();
    int current = grantee;
    while (current != object.owner() && giver.containsKey(current)) {
      Acl.Entry entry = java.util.Objects.requireNonNull(giver.remove(current));
      chain.addFirst(entry);
      current = entry.grantor();
    }
    return chain;
  }
}
