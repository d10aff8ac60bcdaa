package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Fills search_path_entry: which schemas are searched for whom, and who else may create there. */
final class SearchPathRows {
  private static final Pattern ENTRY = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\\s][^,]*)");
  private static final String DEFAULT = "\"$user\", public";

  /** A schema with the roles that may create in it. */
  private record Place(long oid, BitSet creators, BitSet owners, boolean isPublic) {}

  private record Name(String database, String schema) {}

  private record Setting(long database, long role) {}

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final Map<Name, Place> places = new HashMap<>();

  SearchPathRows(Estate estate) {
    this.estate = estate;
    this.effective = new EffectivePrivileges(estate);
  }

  void fill(Facts facts, DerivedRows rows) {
    rows.provide("search_path_entry");
    Map<Name, Long> schemas = new HashMap<>();
    facts.forEach(
        "schema",
        row -> schemas.put(new Name(row.text("database"), row.text("name")), row.number("oid")));
    Map<Name, Securable> objects = new HashMap<>();
    for (Securable object : estate.securables()) {
      if (object.kind() == ObjectKind.SCHEMA) {
        objects.put(new Name(object.database(), Long.toString(object.oid())), object);
      }
    }
    schemas.forEach(
        (name, oid) -> {
          Securable object = objects.get(new Name(name.database(), Long.toString(oid)));
          if (object != null) {
            places.put(name, place(object));
          }
        });
    fillRoles(facts, rows, schemas);
    facts.forEach("function", row -> fillFunction(row, rows));
  }

  private Place place(Securable schema) {
    BitSet creators = effective.holders(schema, Privilege.CREATE, false);
    BitSet owners =
        schema.owner() < 0
            ? new BitSet()
            : estate.graph(schema.database()).inherit().leadingTo(schema.owner());
    boolean isPublic =
        schema.acl().entries().stream()
            .anyMatch(
                entry ->
                    entry.grantee() == Acl.PUBLIC && Privilege.CREATE.isIn(entry.privileges()));
    return new Place(schema.oid(), creators, owners, isPublic);
  }

  private void fillRoles(Facts facts, DerivedRows rows, Map<Name, Long> schemas) {
    Map<Setting, Optional<String>> settings = new HashMap<>();
    facts.forEach(
        "role_setting",
        row -> {
          if (row.text("name").equals("search_path")) {
            settings.put(
                new Setting(row.number("database_oid"), row.number("role_oid")),
                Optional.ofNullable(row.textOrNull("value")));
          }
        });
    String[] standard = {DEFAULT};
    facts.forEach(
        "setting",
        row -> {
          String value = row.textOrNull("value");
          if (row.text("name").equals("search_path") && value != null) {
            standard[0] = value;
          }
        });
    TreeSet<String> read = new TreeSet<>();
    schemas.keySet().forEach(name -> read.add(name.database()));
    for (Securable database : estate.securables()) {
      if (database.kind() == ObjectKind.DATABASE && read.contains(database.name())) {
        BitSet logins = effective.holders(database, Privilege.CONNECT, false);
        logins.and(estate.roles().logins());
        logins.stream().forEach(role -> fillRole(rows, settings, standard[0], database, role));
      }
    }
  }

  private void fillRole(
      DerivedRows rows,
      Map<Setting, Optional<String>> settings,
      String standard,
      Securable database,
      int role) {
    long oid = estate.roles().oid(role);
    String source = "default";
    Optional<String> path = Optional.of(standard);
    List<Setting> keys =
        List.of(
            new Setting(database.oid(), oid),
            new Setting(0, oid),
            new Setting(database.oid(), 0),
            new Setting(0, 0));
    List<String> names = List.of("role in database", "role", "database", "all roles");
    for (int i = 0; i < keys.size(); i++) {
      Optional<String> set = settings.get(keys.get(i));
      if (set != null) {
        source = names.get(i);
        path = set;
        break;
      }
    }
    if (path.isPresent()) {
      add(rows, database.name(), "role", oid, role, source, path.get());
    }
  }

  private void fillFunction(Row row, DerivedRows rows) {
    String path = row.textOrNull("search_path");
    if (row.flag("is_security_definer") && path != null && !row.flag("is_system")) {
      int owner = estate.roles().index(row.number("owner_oid"));
      add(rows, row.text("database"), "function", row.number("oid"), owner, "function", path);
    }
  }

  private void add(
      DerivedRows rows,
      String database,
      String holder,
      long oid,
      int role,
      String source,
      String path) {
    List<String> entries = new ArrayList<>();
    for (String entry : entries(path)) {
      boolean isUser = entry.equals("$user") && role >= 0;
      String name = isUser ? estate.roles().get(role).name() : entry;
      if (!isUser || places.containsKey(new Name(database, name))) {
        entries.add(name);
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      Place place = places.get(new Name(database, entries.get(i)));
      BitSet writers = place == null ? new BitSet() : (BitSet) place.creators().clone();
      if (place != null) {
        writers.andNot(estate.roles().superusers());
        writers.andNot(place.owners());
        if (role >= 0) {
          writers.clear(role);
        }
      }
      boolean hasLater =
          entries.subList(i + 1, entries.size()).stream()
              .anyMatch(later -> places.containsKey(new Name(database, later)));
      rows.row(
          "search_path_entry",
          database,
          holder,
          oid,
          i + 1,
          source,
          entries.get(i),
          place == null ? null : place.oid(),
          place != null && place.isPublic(),
          writers.cardinality(),
          writers.isEmpty() ? null : estate.roles().quoted(writers.nextSetBit(0)),
          hasLater);
      if (place != null) {
        rows.step(
            "schema", List.of(database, place.oid()), entries.get(i) + " is searched as schema");
      }
    }
  }

  /** Entries of a search_path, unquoted; unquoted names fold to lower case as on the server. */
  static List<String> entries(String path) {
    List<String> entries = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(path);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      String plain = matcher.group(2);
      if (quoted != null) {
        entries.add(quoted.replace("\"\"", "\""));
      } else if (plain != null) {
        entries.add(plain.strip().toLowerCase(java.util.Locale.ROOT));
      }
    }
    entries.removeIf(String::isEmpty);
    return entries;
  }
}
