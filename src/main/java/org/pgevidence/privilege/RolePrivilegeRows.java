package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills role_privilege: how many relations each login role may use, counted by groups of equal
 * ACLs.
 */
final class RolePrivilegeRows {
  /** Relations with the same ACL, owner and kind of rules have the same holders. */
  private record Group(Acl acl, int owner, String database) {}

  /** Relations with one set of holders, in the order in which the sets were met. */
  private static final class Tally {
    private final Securable example;
    private long relations;

    Tally(Securable example) {
      this.example = example;
    }
  }

  /** One privilege in one database, added up by sets of roles: there are far fewer than groups. */
  private static final class Sets {
    private final Map<BitSet, Tally> held = new LinkedHashMap<>();
    private final Map<BitSet, Tally> owned = new LinkedHashMap<>();

    void add(Map<BitSet, Tally> to, BitSet roles, List<Securable> members) {
      if (!roles.isEmpty()) {
        to.computeIfAbsent(roles, k -> new Tally(members.getFirst())).relations += members.size();
      }
    }
  }

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final Explanation explanation;
  private final List<Privilege> privileges;

  RolePrivilegeRows(Estate estate) {
    this.estate = estate;
    this.effective = new EffectivePrivileges(estate);
    this.explanation = new Explanation(estate, effective);
    this.privileges = ObjectKind.TABLE.privileges(estate.major());
  }

  void fill(DerivedRows rows) {
    rows.provide("role_privilege");
    Map<Group, List<Securable>> groups = new LinkedHashMap<>();
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
    Map<String, List<Sets>> byDatabase = new TreeMap<>(CodePoints.ORDER);
    groups.forEach(
        (group, members) ->
            count(
                group,
                members,
                byDatabase.computeIfAbsent(
                    group.database(), k -> privileges.stream().map(p -> new Sets()).toList())));
    byDatabase.forEach((database, sets) -> add(rows, database, sets));
  }

  private void count(Group group, List<Securable> members, List<Sets> byPrivilege) {
    BitSet owners =
        group.owner() >= 0
            ? estate.graph(group.database()).inherit().leadingTo(group.owner())
            : new BitSet();
    for (int p = 0; p < privileges.size(); p++) {
      BitSet holders = effective.holders(members.getFirst(), privileges.get(p), false);
      holders.and(estate.roles().logins());
      holders.andNot(estate.roles().superusers());
      if (group.owner() >= 0) {
        holders.clear(group.owner());
      }
      BitSet owning = (BitSet) holders.clone();
      owning.and(owners);
      Sets sets = byPrivilege.get(p);
      sets.add(sets.held, holders, members);
      sets.add(sets.owned, owning, members);
    }
  }

  private void add(DerivedRows rows, String database, List<Sets> byPrivilege) {
    int count = estate.roles().count();
    long[][] relations = new long[privileges.size()][count];
    long[][] owned = new long[privileges.size()][count];
    @Nullable Securable[][] example = new @Nullable Securable[privileges.size()][count];
    for (int p = 0; p < privileges.size(); p++) {
      int at = p;
      byPrivilege
          .get(p)
          .held
          .forEach(
              (roles, tally) ->
                  roles.stream()
                      .forEach(
                          role -> {
                            relations[at][role] += tally.relations;
                            if (example[at][role] == null) {
                              example[at][role] = tally.example;
                            }
                          }));
      byPrivilege
          .get(p)
          .owned
          .forEach(
              (roles, tally) -> roles.stream().forEach(role -> owned[at][role] += tally.relations));
    }
    for (int role = 0; role < count; role++) {
      for (int p = 0; p < privileges.size(); p++) {
        Securable first = example[p][role];
        if (first != null) {
          add(rows, database, role, privileges.get(p), first, relations[p][role], owned[p][role]);
        }
      }
    }
  }

  private void add(
      DerivedRows rows,
      String database,
      int role,
      Privilege privilege,
      Securable example,
      long relations,
      long owned) {
    Way way = explanation.shortest(role, example, privilege);
    rows.row(
        "role_privilege",
        database,
        estate.roles().oid(role),
        privilege.sqlName(),
        relations,
        owned,
        example.name(),
        way.via(estate.roles()));
    rows.waySteps(role, way, privilege);
  }
}
