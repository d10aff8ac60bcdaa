package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.Views.Relation;

/** What surrounds a table: its schema and database, columns with grants, views, functions. */
final class ReachIndex {
  /** A SECURITY DEFINER function of the users and who may execute it. */
  record Definer(Securable function, BitSet executors, boolean isPublic) {}

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final Map<Views.Key, Securable> schemas = new HashMap<>();
  private final Map<String, Securable> databases = new HashMap<>();
  private final Map<Views.Key, List<Securable>> columns = new HashMap<>();
  private final Map<Views.Key, List<List<Relation>>> chains = new HashMap<>();
  private final Map<String, List<Definer>> definers = new HashMap<>();
  private final Map<Views.Key, BitSet> users = new HashMap<>();
  private final boolean isGrouped;

  /**
   * @param isGrouped whether functions let in the roles they are granted to, without these roles'
   *     members
   */
  ReachIndex(
      Estate estate, EffectivePrivileges effective, Views views, Facts facts, boolean isGrouped) {
    this.isGrouped = isGrouped;
    this.estate = estate;
    this.effective = effective;
    Set<Views.Key> definerKeys = new HashSet<>();
    facts.forEach(
        "function",
        row -> {
          if (row.flag("is_security_definer")) {
            definerKeys.add(new Views.Key(row.text("database"), row.number("oid")));
          }
        });
    for (Securable object : estate.securables()) {
      Views.Key key = key(object);
      switch (object.kind()) {
        case SCHEMA -> schemas.put(key, object);
        case DATABASE -> databases.put(object.name(), object);
        case COLUMN -> columns.computeIfAbsent(key, k -> new ArrayList<>()).add(object);
        case FUNCTION -> {
          if (definerKeys.contains(key) && object.isOrdinary() && object.owner() >= 0) {
            addDefiner(object);
          }
        }
        default -> {}
      }
    }
    for (Relation view : views.views(estate)) {
      for (List<Relation> chain : views.chains(view)) {
        chains.computeIfAbsent(key(chain.getLast().object()), k -> new ArrayList<>()).add(chain);
      }
    }
  }

  private void addDefiner(Securable function) {
    BitSet executors = effective.holders(function, Privilege.EXECUTE, false);
    boolean isPublic = executors.cardinality() == estate.roles().count();
    if (isGrouped && !isPublic) {
      executors = new BitSet();
      for (Acl.Entry entry : function.acl().entries()) {
        if (entry.grantee() >= 0 && Privilege.EXECUTE.isIn(entry.privileges())) {
          executors.set(entry.grantee());
        }
      }
    }
    definers
        .computeIfAbsent(function.database(), k -> new ArrayList<>())
        .add(new Definer(function, executors, isPublic));
  }

  private static Views.Key key(Securable object) {
    return new Views.Key(object.database(), object.oid());
  }

  /** Columns of a table that have grants of their own and a privilege at all. */
  List<Securable> columns(Securable table, Privilege privilege) {
    return columns.getOrDefault(key(table), List.of()).stream()
        .filter(column -> column.kind().privileges(estate.major()).contains(privilege))
        .toList();
  }

  /** Chains from views down to a table. */
  List<List<Relation>> chains(Securable table) {
    return chains.getOrDefault(key(table), List.of());
  }

  /** SECURITY DEFINER functions of a database. */
  List<Definer> definers(String database) {
    return definers.getOrDefault(database, List.of());
  }

  /** Roles with USAGE on the schema that an object lives in; do not change. */
  BitSet users(Securable object) {
    Views.Key key = new Views.Key(object.database(), object.schemaOid());
    Securable schema = schemas.get(key);
    return users.computeIfAbsent(
        key,
        k -> schema == null ? new BitSet() : effective.holders(schema, Privilege.USAGE, false));
  }

  /** Roles with CONNECT on the database that an object lives in. */
  BitSet connectors(Securable object) {
    Securable database = databases.get(object.database());
    return database == null ? new BitSet() : effective.holders(database, Privilege.CONNECT, false);
  }
}
