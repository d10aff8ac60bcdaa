package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.privilege.AclPlaces.Place;

/** Loads an {@link Estate}: objects first, then only the ACLs that these objects have. */
final class EstateReader {
  private static final long FIRST_NORMAL_OID = 16384;
  private static final long FIRST_UNPINNED_OID = 12000;
  private static final long BOOTSTRAP_OID = 10;
  private static final Set<String> LARGE = Set.of("relation", "function", "large_object");

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
  private final AclPlaces acls;

  EstateReader(Facts facts, Selection selection) {
    this.facts = facts;
    this.selection = selection;
    this.roles = Roles.read(facts);
    this.acls = new AclPlaces(facts, roles);
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
      forEach(kind.name().toLowerCase(java.util.Locale.ROOT), row -> draft(kind, row));
    }
    List<Securable> securables = finish(acls.read());
    securables.sort(Securable.ORDER);
    Memberships memberships = Memberships.read(facts, roles, major);
    return new Estate(major, roles, memberships, securables, databaseOwners);
  }

  private void forEach(String table, Consumer<Row> action) {
    if (selection.isAll() || !LARGE.contains(table)) {
      facts.forEach(table, action);
    } else {
      facts.forEachWith(table, selection.names(), action);
    }
  }

  private void readRelations() {
    forEach(
        "relation",
        new Consumer<Row>() {
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
    acls.note(draft.place());
  }

  private List<Securable> finish(Map<Place, List<Row>> columns) {
    List<Securable> securables = new ArrayList<>();
    for (Draft draft : drafts) {
      Acl acl = acls.of(draft.place(), draft.kind());
      Securable securable = securable(draft, acl, Optional.empty());
      securables.add(securable);
      for (Row row : columns.getOrDefault(draft.place(), List.of())) {
        securables.add(column(row, draft, securable));
      }
    }
    return securables;
  }

  private Securable column(Row row, Draft table, Securable securable) {
    long number = row.number("number");
    Place place = new Place(table.database(), "c", table.oid(), number);
    Acl acl = acls.of(place, ObjectKind.COLUMN);
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
