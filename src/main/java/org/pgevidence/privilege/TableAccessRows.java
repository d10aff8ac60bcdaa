package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.TableReach.Reach;
import org.pgevidence.privilege.Views.Relation;

/** Fills table_access: every login role that gets at a classified relation, and how. */
final class TableAccessRows {
  private static final long EVERY_ROLE = 0;

  /** Login roles times classified tables; beyond, proofs and functions are told once a group. */
  private static final long MOST_PAIRS = 20_000;

  private final Estate estate;
  private final Views views;
  private final EffectivePrivileges effective;
  private final ReachText text;
  private final Map<String, Set<String>> classified = new HashMap<>();
  private final BitSet roles;
  private final boolean isGrouped;
  private final ReachIndex index;
  private final AccessSteps steps;
  private final Set<List<Object>> proven = new HashSet<>();

  TableAccessRows(Estate estate, Views views, Facts facts) {
    this.estate = estate;
    this.views = views;
    this.effective = new EffectivePrivileges(estate);
    this.text = new ReachText(estate);
    facts.forEach(
        "classified_table",
        row ->
            classified
                .computeIfAbsent(row.text("database"), k -> new HashSet<>())
                .add(row.text("relation")));
    roles = (BitSet) estate.roles().logins().clone();
    roles.andNot(estate.roles().superusers());
    long tables = classified.values().stream().mapToLong(Set::size).sum();
    isGrouped = tables * roles.cardinality() > MOST_PAIRS;
    index = new ReachIndex(estate, effective, views, facts, isGrouped);
    steps = new AccessSteps(estate, views, index, new Explanation(estate, effective));
  }

  void fill(DerivedRows rows) {
    rows.provide("table_access");
    for (Securable object : estate.securables()) {
      Relation table =
          object.kind().isRelation() ? views.relation(object.database(), object.oid()) : null;
      if (table != null
          && classified.getOrDefault(object.database(), Set.of()).contains(object.name())) {
        BitSet connectors = index.connectors(object);
        proven.clear();
        for (Privilege privilege : object.kind().privileges(estate.major())) {
          fill(rows, table, privilege, connectors);
        }
      }
    }
  }

  private void fill(DerivedRows rows, Relation table, Privilege privilege, BitSet connectors) {
    MembershipGraph graph = estate.graph(table.object().database());
    Entrances entrances = new Entrances(estate, effective, index, views, table, privilege);
    TableReach reach = new TableReach(graph, table, privilege, entrances, isGrouped);
    entrances.publicDefiners().stream()
        .findFirst()
        .ifPresent(entrance -> addEveryRole(rows, reach, entrance, connectors));
    roles.stream()
        .forEach(
            role -> reach.of(role).ifPresent(found -> add(rows, reach, role, found, connectors)));
  }

  private void add(DerivedRows rows, TableReach reach, int role, Reach found, BitSet connectors) {
    Securable object = reach.table().object();
    Privilege privilege = reach.privilege();
    MembershipGraph graph = estate.graph(object.database());
    Optional<Way> way = way(object, found, privilege);
    String path = text.path(object, role, found, way);
    boolean hasConnect =
        connectors.get(role)
            || (found.kind() == Kind.OBTAINABLE && connectors.intersects(graph.acting(role)));
    row(
        rows,
        reach,
        estate.roles().oid(role),
        found,
        hasConnect,
        path,
        text.sentence(object, privilege, role, found, path));
    // Where rows are many, chains of roles are proved by role_reach, and what they end in once.
    boolean isNew = !isGrouped || proven.add(end(role, found, way, privilege));
    if (isNew) {
      steps.add(rows, role, found, object, way, privilege);
    }
  }

  /** One row for a function that PUBLIC may execute stands for all roles. */
  private void addEveryRole(
      DerivedRows rows, TableReach reach, Entrance entrance, BitSet connectors) {
    int every = estate.roles().count();
    Reach found =
        new Reach(
            Kind.SECURITY_DEFINER,
            entrance.actor(),
            entrance.actor(),
            entrance.through(),
            false,
            entrance.users().cardinality() == every,
            -1);
    row(
        rows,
        reach,
        EVERY_ROLE,
        found,
        connectors.cardinality() == every,
        "PUBLIC → " + text.object(found),
        text.everyRole(reach.table().object(), reach.privilege(), found));
    steps.addThrough(rows, found, reach.table().object(), reach.privilege());
  }

  private void row(
      DerivedRows rows,
      TableReach reach,
      long roleOid,
      Reach found,
      boolean hasConnect,
      String path,
      String sentence) {
    Securable object = reach.table().object();
    Views.Relation named = named(reach.table(), found);
    boolean isCopied =
        found.through().stream().anyMatch(o -> o.kind() == ObjectKind.MATERIALIZED_VIEW);
    String rls =
        isCopied
            ? "bypassed by copy"
            : Views.rlsEffect(estate, named, found.actor(), reach.privilege());
    rows.row(
        "table_access",
        object.database(),
        object.oid(),
        roleOid,
        reach.privilege().sqlName(),
        object.name(),
        found.kind().word(),
        found.isCertain(),
        hasConnect,
        found.hasUsage(),
        named.hasRls() || (isCopied && reach.table().hasRls()) ? rls : "none",
        ReachText.isThroughObject(found) ? found.through().getFirst().name() : null,
        path,
        sentence);
  }

  /** The table that the statement reaches in the end, whose policies count. */
  private Relation named(Relation table, Reach found) {
    Securable last = found.through().isEmpty() ? table.object() : found.through().getLast();
    boolean isTable = last.kind().isRelation() || last.kind() == ObjectKind.COLUMN;
    Relation named = isTable ? views.relation(last.database(), last.oid()) : table;
    return named == null ? table : named;
  }

  /** The way to the entrance: the table, column, view or function whose ACL lets the caller in. */
  private Optional<Way> way(Securable object, Reach found, Privilege privilege) {
    if (found.kind() == Kind.OWNER_SELF_GRANT) {
      return Optional.empty();
    }
    Securable entrance = found.through().isEmpty() ? object : found.through().getFirst();
    return steps.way(found.caller(), entrance, AccessSteps.asked(found, privilege));
  }

  /** What a way ends in: all roles that come by the same have it proved with the first of them. */
  private static List<Object> end(int role, Reach found, Optional<Way> way, Privilege privilege) {
    Object last =
        way.<Object>flatMap(Way::entry).or(() -> way.map(w -> w.path().getLast())).orElse(role);
    List<Long> through = found.through().stream().map(Securable::oid).toList();
    return List.of(found.kind(), through, AccessSteps.asked(found, privilege), last);
  }
}
