package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.TableReach.Definer;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.TableReach.Reach;
import org.pgevidence.privilege.Views.Relation;

/** Fills table_access: every login role that gets at a classified relation, and how. */
final class TableAccessRows {
  private final Estate estate;
  private final Views views;
  private final EffectivePrivileges effective;
  private final Explanation explanation;
  private final Map<Views.Key, Securable> schemas = new HashMap<>();
  private final Map<String, Securable> databases = new HashMap<>();
  private final Map<Views.Key, List<Securable>> columns = new HashMap<>();
  private final Map<Views.Key, List<List<Relation>>> chains = new HashMap<>();
  private final Map<String, List<Definer>> definers = new HashMap<>();

  TableAccessRows(Estate estate, Views views) {
    this.estate = estate;
    this.views = views;
    this.effective = new EffectivePrivileges(estate);
    this.explanation = new Explanation(estate, effective);
  }

  void fill(Facts facts, DerivedRows rows) {
    rows.provide("table_access");
    index(facts);
    Map<String, Set<String>> classified = new HashMap<>();
    facts.forEach(
        "classified_table",
        row ->
            classified
                .computeIfAbsent(row.text("database"), k -> new HashSet<>())
                .add(row.text("relation")));
    BitSet roles = (BitSet) estate.roles().logins().clone();
    roles.andNot(estate.roles().superusers());
    for (Securable object : estate.securables()) {
      Relation table =
          object.kind().isRelation() ? views.relation(object.database(), object.oid()) : null;
      if (table != null
          && classified.getOrDefault(object.database(), Set.of()).contains(object.name())) {
        fill(rows, table, roles);
      }
    }
  }

  private void index(Facts facts) {
    for (Securable object : estate.securables()) {
      Views.Key key = new Views.Key(object.database(), object.oid());
      switch (object.kind()) {
        case SCHEMA -> schemas.put(key, object);
        case DATABASE -> databases.put(object.name(), object);
        case COLUMN -> columns.computeIfAbsent(key, k -> new ArrayList<>()).add(object);
        default -> {}
      }
    }
    for (Relation view : views.views(estate)) {
      for (List<Relation> chain : views.chains(view)) {
        Securable table = chain.getLast().object();
        chains
            .computeIfAbsent(new Views.Key(table.database(), table.oid()), k -> new ArrayList<>())
            .add(chain);
      }
    }
    Set<Views.Key> definerKeys = new HashSet<>();
    facts.forEach(
        "function",
        row -> {
          if (row.flag("is_security_definer")) {
            definerKeys.add(new Views.Key(row.text("database"), row.number("oid")));
          }
        });
    for (Securable object : estate.securables()) {
      boolean isDefiner =
          object.kind() == ObjectKind.FUNCTION
              && object.isOrdinary()
              && object.owner() >= 0
              && definerKeys.contains(new Views.Key(object.database(), object.oid()));
      if (isDefiner) {
        definers
            .computeIfAbsent(object.database(), k -> new ArrayList<>())
            .add(new Definer(object, effective.holders(object, Privilege.EXECUTE, false)));
      }
    }
  }

  private void fill(DerivedRows rows, Relation table, BitSet roles) {
    Securable object = table.object();
    Views.Key key = new Views.Key(object.database(), object.oid());
    for (Privilege privilege : object.kind().privileges(estate.major())) {
      TableReach reach =
          new TableReach(
              estate,
              effective,
              table,
              privilege,
              columns.getOrDefault(key, List.of()),
              chains.getOrDefault(key, List.of()),
              definers.getOrDefault(object.database(), List.of()));
      roles.stream()
          .forEach(role -> reach.of(role).ifPresent(found -> add(rows, reach, role, found)));
    }
  }

  private void add(DerivedRows rows, TableReach reach, int role, Reach found) {
    Securable object = reach.table().object();
    Privilege privilege = reach.privilege();
    MembershipGraph graph = estate.graph(object.database());
    Securable entrance = found.through().isEmpty() ? object : found.through().getFirst();
    Optional<Way> way = way(found, role, entrance, privilege);
    String path = path(graph, role, found, entrance, way);
    String rls =
        isCopied(found)
            ? "bypassed by copy"
            : Views.rlsEffect(estate, reach.table(), found.actor(), privilege);
    rows.row(
        "table_access",
        object.database(),
        object.oid(),
        estate.roles().oid(role),
        privilege.sqlName(),
        object.name(),
        found.kind().word(),
        found.isCertain(),
        hasConnect(object, graph, role, found),
        hasUsage(entrance, role, found),
        reach.table().hasRls() ? rls : "none",
        isThroughObject(found) ? entrance.name() : null,
        path,
        sentence(object, privilege, role, found, entrance, path));
    addSteps(rows, graph, role, found, entrance, way, privilege);
  }

  private static boolean isThroughObject(Reach found) {
    return found.kind() == Kind.VIEW || found.kind() == Kind.SECURITY_DEFINER;
  }

  private boolean isCopied(Reach found) {
    return found.kind() == Kind.VIEW
        && found.through().stream().anyMatch(o -> o.kind() == ObjectKind.MATERIALIZED_VIEW);
  }

  /** The way to the entrance: the table, column, view or function whose ACL lets the actor in. */
  private Optional<Way> way(Reach found, int role, Securable entrance, Privilege privilege) {
    int actor =
        switch (found.kind()) {
          case SET_ROLE, OBTAINABLE -> found.actor();
          default -> role;
        };
    Privilege asked = found.kind() == Kind.SECURITY_DEFINER ? Privilege.EXECUTE : privilege;
    return explanation.all(actor, entrance, asked).stream().findFirst();
  }

  private String path(
      MembershipGraph graph, int role, Reach found, Securable entrance, Optional<Way> way) {
    Roles roles = estate.roles();
    String via = way.map(w -> w.via(roles)).orElse("owner");
    return switch (found.kind()) {
      case INHERITED, COLUMNS -> via;
      case VIEW, SECURITY_DEFINER ->
          via + " → " + entrance.name() + " → " + roles.quoted(found.actor());
      case SET_ROLE -> {
        String chain = roles.chain(graph.set().path(role, found.actor()));
        yield way.filter(w -> w.path().size() > 1)
            .map(w -> chain + " → " + roles.chain(w.path().subList(1, w.path().size())))
            .orElse(chain);
      }
      case OWNER_SELF_GRANT -> roles.chain(graph.set().path(role, found.actor()));
      case OBTAINABLE -> graph.text(role, graph.way(role, found.actor()));
    };
  }

  private String sentence(
      Securable object,
      Privilege privilege,
      int role,
      Reach found,
      Securable entrance,
      String path) {
    String who = estate.roles().quoted(role);
    String what = privilege.sqlName() + " on " + object.name();
    String actor = estate.roles().quoted(found.actor());
    return switch (found.kind()) {
      case INHERITED -> who + " has " + what + " (" + path + ").";
      case COLUMNS ->
          who + " has " + what + " for columns, at least " + entrance.name() + " (" + path + ").";
      case VIEW ->
          who
              + (found.isCertain() ? " gets " : " may get ")
              + what
              + " through "
              + entrance.kind().word()
              + " "
              + entrance.name()
              + ", which is checked as "
              + actor
              + ".";
      case SET_ROLE -> who + " gets " + what + " by SET ROLE to " + actor + " (" + path + ").";
      case OWNER_SELF_GRANT ->
          who + " can grant itself " + what + " with the owner's rights (" + path + ").";
      case OBTAINABLE ->
          who + " can grant itself the memberships that give " + what + " (" + path + ").";
      case SECURITY_DEFINER ->
          who
              + " may execute "
              + entrance.name()
              + ", which runs as "
              + actor
              + ", a role with "
              + what
              + "; what it does stays on the server.";
    };
  }

  private boolean hasConnect(Securable object, MembershipGraph graph, int role, Reach found) {
    Securable database = databases.get(object.database());
    if (database == null) {
      return false;
    }
    BitSet able = effective.holders(database, Privilege.CONNECT, false);
    return able.get(role)
        || (found.kind() == Kind.OBTAINABLE && able.intersects(graph.obtainable(role)));
  }

  private boolean hasUsage(Securable entrance, int role, Reach found) {
    Securable schema = schemas.get(new Views.Key(entrance.database(), entrance.schemaOid()));
    int actor =
        switch (found.kind()) {
          case SET_ROLE, OWNER_SELF_GRANT, OBTAINABLE -> found.actor();
          default -> role;
        };
    return schema != null && effective.holders(schema, Privilege.USAGE, false).get(actor);
  }

  private void addSteps(
      DerivedRows rows,
      MembershipGraph graph,
      int role,
      Reach found,
      Securable entrance,
      Optional<Way> way,
      Privilege privilege) {
    switch (found.kind()) {
      case SET_ROLE, OWNER_SELF_GRANT -> rows.memberSteps(graph.set().path(role, found.actor()));
      case OBTAINABLE -> rows.waySteps(role, graph.way(role, found.actor()), graph);
      default -> {}
    }
    int actor =
        switch (found.kind()) {
          case SET_ROLE, OBTAINABLE -> found.actor();
          default -> role;
        };
    Privilege asked = found.kind() == Kind.SECURITY_DEFINER ? Privilege.EXECUTE : privilege;
    way.ifPresent(w -> rows.waySteps(actor, w, asked));
    if (found.kind() == Kind.VIEW) {
      for (int i = 1; i < found.through().size(); i++) {
        Securable above = found.through().get(i - 1);
        Securable below = found.through().get(i);
        rows.step(
            "view_reference",
            List.of(above.database(), above.oid(), below.oid()),
            above.name() + " reads " + below.name());
      }
    } else if (found.kind() == Kind.SECURITY_DEFINER) {
      rows.step(
          "function",
          List.of(entrance.database(), entrance.oid()),
          entrance.name() + " runs as " + estate.roles().quoted(found.actor()));
    } else if (found.kind() == Kind.OWNER_SELF_GRANT) {
      rows.step(
          "relation",
          List.of(entrance.database(), entrance.oid()),
          entrance.name() + " belongs to its owner, who may grant itself anything on it");
    }
  }
}
