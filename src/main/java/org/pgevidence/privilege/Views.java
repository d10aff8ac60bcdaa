package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;

/** Relations with what views and row security make of them, and the chains from views to tables. */
final class Views {
  /** A relation of one database. */
  record Key(String database, long oid) {}

  /** What decides whose rights count at a relation. */
  record Relation(
      Securable object, boolean hasRls, boolean forcesRls, boolean isInvoker, boolean hasPolicy) {}

  private final Map<Key, Relation> relations = new HashMap<>();
  private final Map<Key, Set<Long>> references = new HashMap<>();
  private final TableTrees trees;

  Views(Estate estate, Facts facts) {
    trees = new TableTrees(facts);
    Map<Key, Securable> objects = new HashMap<>();
    for (Securable object : estate.securables()) {
      if (object.kind().isRelation()) {
        objects.put(new Key(object.database(), object.oid()), object);
      }
    }
    Set<Key> withPolicy = new HashSet<>();
    facts.forEach(
        "policy", row -> withPolicy.add(new Key(row.text("database"), row.number("relation_oid"))));
    facts.forEach(
        "relation",
        row -> {
          Key key = new Key(row.text("database"), row.number("oid"));
          Securable object = objects.get(key);
          if (object != null) {
            relations.put(
                key,
                new Relation(
                    object,
                    row.flag("has_rls"),
                    row.flag("forces_rls"),
                    row.flag("is_security_invoker"),
                    withPolicy.contains(key)));
          }
        });
    facts.forEach(
        "view_reference",
        row ->
            references
                .computeIfAbsent(
                    new Key(row.text("database"), row.number("view_oid")), k -> new TreeSet<>())
                .add(row.number("relation_oid")));
  }

  @Nullable Relation relation(String database, long oid) {
    return relations.get(new Key(database, oid));
  }

  /** Partition trees and inheritance. */
  TableTrees trees() {
    return trees;
  }

  /** Relations that a view's query names. */
  Set<Long> referencedBy(Securable view) {
    return references.getOrDefault(new Key(view.database(), view.oid()), Set.of());
  }

  /** Shortest chain from a view to each relation below it that is no view, both ends included. */
  List<List<Relation>> chains(Relation view) {
    List<List<Relation>> found = new ArrayList<>();
    ArrayDeque<List<Relation>> open = new ArrayDeque<>(List.of(List.of(view)));
    Set<Long> seen = new HashSet<>();
    while (!open.isEmpty()) {
      List<Relation> chain = open.remove();
      Relation last = chain.getLast();
      for (long oid : referencedBy(last.object())) {
        Relation next = relation(last.object().database(), oid);
        if (next == null || !seen.add(oid)) {
          continue;
        }
        List<Relation> longer = new ArrayList<>(chain);
        longer.add(next);
        (isView(next) ? open : found).add(longer);
      }
    }
    return found;
  }

  /** All views of user schemas in the order of the estate. */
  List<Relation> views(Estate estate) {
    return estate.securables().stream()
        .filter(object -> object.isOrdinary() && object.kind().isRelation())
        .map(object -> relation(object.database(), object.oid()))
        .filter(relation -> relation != null && isView(relation))
        .toList();
  }

  static boolean isView(Relation relation) {
    return relation.object().kind() == ObjectKind.VIEW || isCopy(relation);
  }

  static boolean isCopy(Relation relation) {
    return relation.object().kind() == ObjectKind.MATERIALIZED_VIEW;
  }

  /** Why row security does not bind a role at a table, or that it does. */
  static String rlsEffect(Estate estate, Relation table, int role, Privilege privilege) {
    boolean isFiltered =
        switch (privilege) {
          case SELECT, INSERT, UPDATE, DELETE -> table.hasRls();
          default -> false;
        };
    if (!isFiltered) {
      return "none";
    }
    Roles.Role who = estate.roles().get(role);
    if (who.isSuperuser()) {
      return "bypassed by superuser";
    }
    if (who.bypassesRls()) {
      return "bypassed by BYPASSRLS";
    }
    int owner = table.object().owner();
    MembershipGraph graph = estate.graph(table.object().database());
    if (!table.forcesRls() && owner >= 0 && graph.inherit().leadingTo(owner).get(role)) {
      return "bypassed by owner";
    }
    return table.hasPolicy() ? "applies" : "deny all";
  }
}
