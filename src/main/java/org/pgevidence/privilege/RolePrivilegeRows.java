package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fills role_privilege: how many relations each login role may use, counted by groups of equal
 * ACLs.
 */
final class RolePrivilegeRows {
  /** Relations with the same ACL, owner and kind of rules have the same holders. */
  private record Group(Acl acl, int owner, String database) {}

  private record Key(String database, int role, Privilege privilege) {}

  private static final class Count {
    private long relations;
    private long owned;
    private final Securable example;

    Count(Securable example) {
      this.example = example;
    }
  }

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final Explanation explanation;

  RolePrivilegeRows(Estate estate) {
    this.estate = estate;
    this.effective = new EffectivePrivileges(estate);
    this.explanation = new Explanation(estate, effective);
  }

  void fill(DerivedRows rows) {
    rows.provide("role_privilege");
    Map<Group, List<Securable>> groups = new java.util.LinkedHashMap<>();
    for (Securable object : estate.securables()) {
      boolean isCounted = object.kind().isRelation() && object.kind() != ObjectKind.SEQUENCE;
      if (isCounted && object.isOrdinary()) {
        groups
            .computeIfAbsent(
                new Group(object.acl(), object.owner(), object.database()),
                k -> new java.util.ArrayList<>())
            .add(object);
      }
    }
    Map<Key, Count> counts = new HashMap<>();
    groups.forEach((group, members) -> count(group, members, counts));
    Map<String, Key> sorted = new TreeMap<>(CodePoints.ORDER);
    counts.keySet().forEach(key -> sorted.put(text(key), key));
    sorted
        .values()
        .forEach(key -> add(rows, key, java.util.Objects.requireNonNull(counts.get(key))));
  }

  private String text(Key key) {
    return key.database()
        + "\0"
        + String.format(java.util.Locale.ROOT, "%08d", key.role())
        + "\0"
        + key.privilege().sqlName();
  }

  private void count(Group group, List<Securable> members, Map<Key, Count> counts) {
    Securable first = members.getFirst();
    MembershipGraph graph = estate.graph(group.database());
    for (Privilege privilege : ObjectKind.TABLE.privileges(estate.major())) {
      BitSet holders = effective.holders(first, privilege, false);
      holders.and(estate.roles().logins());
      holders.andNot(estate.roles().superusers());
      if (group.owner() >= 0) {
        holders.clear(group.owner());
      }
      BitSet owners = group.owner() >= 0 ? graph.inherit().leadingTo(group.owner()) : new BitSet();
      for (int role = holders.nextSetBit(0); role >= 0; role = holders.nextSetBit(role + 1)) {
        Count count =
            counts.computeIfAbsent(
                new Key(group.database(), role, privilege), k -> new Count(first));
        count.relations += members.size();
        count.owned += owners.get(role) ? members.size() : 0;
      }
    }
  }

  private void add(DerivedRows rows, Key key, Count count) {
    Way way = explanation.shortest(key.role(), count.example, key.privilege());
    rows.row(
        "role_privilege",
        key.database(),
        estate.roles().oid(key.role()),
        key.privilege().sqlName(),
        count.relations,
        count.owned,
        count.example.name(),
        way.via(estate.roles()));
    rows.waySteps(key.role(), way, key.privilege());
  }
}
