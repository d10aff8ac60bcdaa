package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Finds the ACLs of the objects that were noted, and reads no others. */
final class AclPlaces {
  private static final AclKey NONE = new AclKey("", "", 0);

  /** From so many objects on, tables are read whole. */
  private static final int FEW = 20;

  /** Where an ACL hangs: letter, database and OID as in acl_object; number of a column. */
  record Place(String database, String letter, long oid, long number) {}

  private record AclKey(String database, String letter, long id) {}

  private final Facts facts;
  private final Roles roles;
  private final Map<Place, AclKey> placed = new HashMap<>();
  private final Map<AclKey, Acl> acls = new HashMap<>();
  private Map<String, Acl> builtIn = Map.of();

  AclPlaces(Facts facts, Roles roles) {
    this.facts = facts;
    this.roles = roles;
  }

  /** Notes an object whose ACL is wanted. */
  void note(Place place) {
    placed.put(place, NONE);
  }

  /** Reads the ACLs of all noted objects; gives the rows of acl_column of noted relations. */
  Map<Place, List<Row>> read() {
    Map<Place, List<Row>> columns = readColumns();
    readObjects();
    readEntries();
    builtIn = new BuiltInAcls(facts).byLetter();
    return columns;
  }

  private Map<Place, List<Row>> readColumns() {
    Map<Place, List<Row>> columns = new HashMap<>();
    forEach(
        "acl_column",
        oids(),
        row -> {
          String database = row.text("database");
          Place table = new Place(database, "r", row.number("relation_oid"), 0);
          if (placed.containsKey(table)) {
            columns.computeIfAbsent(table, k -> new ArrayList<>()).add(row);
            Place place = new Place(database, "c", table.oid(), row.number("number"));
            placed.put(place, new AclKey(database, "c", row.number("acl_id")));
          }
        });
    return columns;
  }

  private void readObjects() {
    forEach(
        "acl_object",
        oids(),
        row -> {
          String letter = row.text(1);
          String group = letter.equals("s") ? "r" : letter;
          Place place = new Place(row.text(0), group, row.number(2), 0);
          if (placed.containsKey(place)) {
            placed.put(place, new AclKey(row.text(0), letter, row.number(3)));
          }
        });
  }

  private void readEntries() {
    Map<AclKey, List<Acl.Entry>> entries = new HashMap<>();
    Set<Object> ids = new HashSet<>();
    placed
        .values()
        .forEach(
            key -> {
              entries.put(key, new ArrayList<>());
              ids.add(key.id());
            });
    forEach(
        "acl_entry",
        ids,
        row -> {
          List<Acl.Entry> list = entries.get(new AclKey(row.text(0), row.text(1), row.number(2)));
          if (list != null) {
            list.add(entry(row));
          }
        });
    entries.forEach((key, list) -> acls.put(key, new Acl(key.letter(), key.id(), list)));
  }

  private Set<Object> oids() {
    Set<Object> oids = new HashSet<>();
    placed.keySet().forEach(place -> oids.add(place.oid()));
    return oids;
  }

  private void forEach(String table, Set<Object> values, Consumer<Row> action) {
    if (values.size() <= FEW) {
      facts.forEachWith(table, values, action);
    } else {
      facts.forEach(table, action);
    }
  }

  private Acl.Entry entry(Row row) {
    long grantee = row.number(3);
    long grantor = row.number(4);
    return new Acl.Entry(
        grantee == 0 ? Acl.PUBLIC : orDangling(grantee),
        grantee,
        orDangling(grantor),
        grantor,
        (int) row.number(5),
        (int) row.number(6));
  }

  private int orDangling(long oid) {
    int index = roles.index(oid);
    return index < 0 ? Acl.DANGLING : index;
  }

  /** ACL of a noted object of a kind: the built-in default where it has none. */
  Acl of(Place place, ObjectKind kind) {
    AclKey key = placed.getOrDefault(place, NONE);
    return Optional.ofNullable(key.equals(NONE) ? builtIn.get(kind.letter()) : acls.get(key))
        .orElseGet(() -> new Acl("", 0, List.of()));
  }
}
