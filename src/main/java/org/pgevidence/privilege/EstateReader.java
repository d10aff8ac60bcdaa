package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Loads an {@link Estate}: objects first, then only the ACLs that these objects have. */
final class EstateReader {
  private static final long FIRST_NORMAL_OID = 16384;
  private static final long FIRST_UNPINNED_OID = 12000;
  private static final long BOOTSTRAP_OID = 10;

  /** Where an ACL hangs: letter, database and OID as in acl_object; number of a column. */
  private record Place(String database, String letter, long oid, long number) {}

  private record AclKey(String database, String letter, long id) {}

  private record Draft(
      ObjectKind kind,
      String database,
      long oid,
      int number,
      String name,
      int owner,
      long schemaOid,
      boolean isSystem,
      Optional<String> extension,
      Place place) {}

  private final Facts facts;
  private final Selection selection;
  private final Roles roles;
  private final int major;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<Place, AclKey> placed = new HashMap<>();
  private final Map<AclKey, List<Acl.Entry>> entries = new HashMap<>();

  EstateReader(Facts facts, Selection selection) {
    this.facts = facts;
    this.selection = selection;
    this.roles = Roles.read(facts);
    this.major = (int) facts.single("server").orElseThrow().number("major");
  }

  Estate read() {
    Map<String, Integer> databaseOwners = new HashMap<>();
    facts.forEach(
        "database",
        row -> databaseOwners.put(row.text("name"), roles.index(row.number("owner_oid"))));
    readRelations();
    readTypes();
    for (ObjectKind kind :
        List.of(
            ObjectKind.SCHEMA,
            ObjectKind.DATABASE,
            ObjectKind.FUNCTION,
            ObjectKind.LANGUAGE,
            ObjectKind.FOREIGN_DATA_WRAPPER,
            ObjectKind.FOREIGN_SERVER,
            ObjectKind.TABLESPACE,
            ObjectKind.LARGE_OBJECT,
            ObjectKind.PARAMETER)) {
      facts.forEach(kind.name().toLowerCase(java.util.Locale.ROOT), row -> draft(kind, row));
    }
    Map<Place, List<Row>> columns = readColumns();
    readPlaces();
    readEntries();
    List<Securable> securables = finish(columns);
    securables.sort(Securable.ORDER);
    Memberships memberships = Memberships.read(facts, roles, major);
    return new Estate(major, roles, memberships, securables, databaseOwners);
  }

  private void readRelations() {
    facts.forEach(
        "relation",
        new java.util.function.Consumer<Row>() {
          private final RelationColumns at = new RelationColumns();

          @Override
          public void accept(Row row) {
            ObjectKind kind = ObjectKind.ofRelation(row.text(at.kind));
            String database = row.text(at.database);
            String name = row.text(at.name);
            if (!selection.wants(kind, database, name)) {
              return;
            }
            long oid = row.number(at.oid);
            add(
                new Draft(
                    kind,
                    database,
                    oid,
                    0,
                    name,
                    roles.index(row.number(at.owner)),
                    row.number(at.schema),
                    row.number(at.isSystem) != 0,
                    Optional.ofNullable((String) row.value(at.extension)),
                    new Place(database, "r", oid, 0)));
          }
        });
  }

  private void readTypes() {
    Map<Place, Integer> rangeOwners = new HashMap<>();
    List<Row> multiranges = new ArrayList<>();
    facts.forEach(
        "type",
        row -> {
          String kind = row.text("kind");
          if (kind.equals("r")) {
            Place place = new Place(row.text("database"), "T", row.number("oid"), 0);
            rangeOwners.put(place, roles.index(row.number("owner_oid")));
          }
          if (kind.equals("m") && major >= 17) {
            multiranges.add(row);
          } else {
            draft(ObjectKind.TYPE, row);
          }
        });
    // From 17 a multirange has the owner and ACL of its range type.
    for (Row row : multiranges) {
      Long range = row.numberOrNull("range_oid");
      Place place = new Place(row.text("database"), "T", range == null ? 0 : range, 0);
      draft(ObjectKind.TYPE, row, place, rangeOwners.getOrDefault(place, -1));
    }
  }

  private void draft(ObjectKind kind, Row row) {
    boolean isShared = !row.table().columnNames().contains("database");
    String database = isShared ? "" : row.text("database");
    Place place = new Place(database, kind.letter(), row.number("oid"), 0);
    boolean hasOwner = row.table().columnNames().contains("owner_oid");
    long owner = hasOwner ? row.number("owner_oid") : BOOTSTRAP_OID;
    draft(kind, row, place, roles.index(owner));
  }

  private void draft(ObjectKind kind, Row row, Place place, int owner) {
    List<String> columns = row.table().columnNames();
    String name =
        switch (kind) {
          case LARGE_OBJECT -> Long.toString(row.number("oid"));
          case PARAMETER -> row.text("name");
          default -> row.text("name_quoted");
        };
    String database = kind == ObjectKind.DATABASE ? row.text("name") : place.database();
    if (!selection.wants(kind, database, name)) {
      return;
    }
    long oid = row.number("oid");
    boolean isSystem =
        switch (kind) {
          case LANGUAGE, TABLESPACE -> oid < FIRST_NORMAL_OID;
          default -> columns.contains("is_system") && row.flag("is_system");
        };
    long schema =
        kind == ObjectKind.SCHEMA
            ? oid
            : columns.contains("schema_oid") ? row.number("schema_oid") : 0;
    Optional<String> extension =
        columns.contains("extension")
            ? Optional.ofNullable(row.textOrNull("extension"))
            : Optional.empty();
    add(new Draft(kind, database, oid, 0, name, owner, schema, isSystem, extension, place));
  }

  private void add(Draft draft) {
    drafts.add(draft);
    placed.put(draft.place(), new AclKey("", "", 0));
  }

  private Map<Place, List<Row>> readColumns() {
    Map<Place, List<Row>> columns = new HashMap<>();
    facts.forEach(
        "acl_column",
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

  private void readPlaces() {
    facts.forEach(
        "acl_object",
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
    Set<AclKey> wanted = new HashSet<>(placed.values());
    facts.forEach(
        "acl_entry",
        row -> {
          AclKey key = new AclKey(row.text(0), row.text(1), row.number(2));
          if (wanted.contains(key)) {
            entries.computeIfAbsent(key, k -> new ArrayList<>()).add(entry(row));
          }
        });
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

  private List<Securable> finish(Map<Place, List<Row>> columns) {
    Map<String, Acl> builtIn = new BuiltInAcls(facts).byLetter();
    Map<AclKey, Acl> acls = new HashMap<>();
    placed.forEach(
        (place, key) ->
            acls.computeIfAbsent(
                key, k -> new Acl(k.letter(), k.id(), entries.getOrDefault(k, List.of()))));
    List<Securable> securables = new ArrayList<>();
    for (Draft draft : drafts) {
      AclKey key = placed.getOrDefault(draft.place(), new AclKey("", "", 0));
      Acl acl = key.id() == 0 ? builtIn.get(draft.kind().letter()) : acls.get(key);
      Securable securable =
          securable(draft, acl == null ? new Acl("", 0, List.of()) : acl, Optional.empty());
      securables.add(securable);
      for (Row row : columns.getOrDefault(draft.place(), List.of())) {
        securables.add(column(row, draft, securable, acls));
      }
    }
    return securables;
  }

  private Securable column(Row row, Draft table, Securable securable, Map<AclKey, Acl> acls) {
    long number = row.number("number");
    Place place = new Place(table.database(), "c", table.oid(), number);
    Acl acl = java.util.Objects.requireNonNull(acls.get(placed.get(place)));
    Draft draft =
        new Draft(
            ObjectKind.COLUMN,
            table.database(),
            table.oid(),
            (int) number,
            table.name() + "." + row.text("name_quoted"),
            table.owner(),
            table.schemaOid(),
            table.isSystem(),
            table.extension(),
            place);
    return securable(draft, acl, Optional.of(securable));
  }

  private static Securable securable(Draft draft, Acl acl, Optional<Securable> table) {
    boolean isCatalogTable =
        draft.kind().isRelation()
            && draft.kind() != ObjectKind.VIEW
            && draft.oid() < FIRST_UNPINNED_OID;
    return new Securable(
        draft.kind(),
        draft.database(),
        draft.oid(),
        draft.number(),
        draft.name(),
        draft.owner(),
        draft.schemaOid(),
        draft.isSystem(),
        isCatalogTable,
        draft.extension(),
        acl,
        table);
  }
}
