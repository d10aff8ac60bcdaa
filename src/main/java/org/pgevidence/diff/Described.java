package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.privilege.Privilege;

/** The objects of a snapshot by name, each with the attributes that an auditor compares. */
final class Described {
  private static final Map<String, String> TABLE_OF_KIND =
      Map.ofEntries(
          Map.entry("r", "relation"),
          Map.entry("s", "relation"),
          Map.entry("f", "function"),
          Map.entry("n", "schema"),
          Map.entry("d", "database"),
          Map.entry("l", "language"),
          Map.entry("T", "type"),
          Map.entry("F", "foreign_data_wrapper"),
          Map.entry("S", "foreign_server"),
          Map.entry("t", "tablespace"),
          Map.entry("L", "large_object"),
          Map.entry("p", "parameter"));

  private final Facts facts;
  private final Map<Long, String> roles = new TreeMap<>();

  Described(Facts facts) {
    this.facts = facts;
    roles.put(0L, "PUBLIC");
    facts.forEach("role", row -> roles.put(row.number("oid"), row.text("name_quoted")));
  }

  /** Object → attribute → value, of one area. */
  Map<String, Map<String, String>> of(Area area) {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    if (area == Area.GRANT) {
      grants(objects);
    } else if (area == Area.DEFAULT_GRANT) {
      objects.putAll(DefaultGrants.of(facts, this::role));
    } else {
      facts.forEach(
          area.table(),
          row -> {
            if (isOurs(row)) {
              objects.put(name(area, row), attributes(area, row));
            }
          });
    }
    return objects;
  }

  /** The rules in order: their order decides. */
  List<String> hbaRules() {
    return facts.rows("hba_rule").stream().map(Described::rule).toList();
  }

  private static String rule(Row row) {
    StringBuilder text = new StringBuilder();
    for (String column :
        List.of("type", "databases", "users", "address", "netmask", "method", "options", "error")) {
      String value = row.textOrNull(column);
      if (value != null && !value.equals("{}")) {
        text.append(text.isEmpty() ? "" : " ").append(value);
      }
    }
    return text.toString();
  }

  private static boolean isOurs(Row row) {
    return !has(row, "is_system") || !row.flag("is_system");
  }

  private static boolean has(Row row, String column) {
    return row.table().columnNames().contains(column);
  }

  private String name(Area area, Row row) {
    return switch (area) {
      case MEMBERSHIP ->
          role(row, "member_oid")
              + " in "
              + role(row, "role_oid")
              + " (granted by "
              + role(row, "grantor_oid")
              + ")";
      case ROLE_SETTING ->
          row.text("name")
              + " for "
              + (row.number("role_oid") == 0 ? "all roles" : "role " + role(row, "role_oid"))
              + (row.number("database_oid") == 0
                  ? ""
                  : " in database " + databaseName(row.number("database_oid")));
      default -> object(row);
    };
  }

  private static String object(Row row) {
    String name = has(row, "name_quoted") ? row.text("name_quoted") : row.text("name");
    return has(row, "database") ? row.text("database") + ": " + name : name;
  }

  private Map<String, String> attributes(Area area, Row row) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String column : area.columns()) {
      Object value = row.value(column);
      if (column.endsWith("_oid")) {
        map.put("owner", role(row, column));
      } else {
        map.put(area.word(column), value == null ? "none" : value.toString());
      }
    }
    return map;
  }

  private String role(Row row, String column) {
    return role(row.number(column));
  }

  private String role(long oid) {
    return roles.getOrDefault(oid, "the dropped role " + oid);
  }

  private String databaseName(long oid) {
    return facts.rows("database").stream()
        .filter(row -> row.number("oid") == oid)
        .map(Described::object)
        .findFirst()
        .orElse("oid " + oid);
  }

  private void grants(Map<String, Map<String, String>> grants) {
    Map<String, List<Row>> entries = new TreeMap<>();
    facts.forEach(
        "acl_entry",
        row ->
            entries
                .computeIfAbsent(key(row, row.number("acl_id")), id -> new ArrayList<>())
                .add(row));
    WrittenDefault builtIn = WrittenDefault.of(facts);
    Map<String, String> names = new TreeMap<>();
    TABLE_OF_KIND.values().stream().distinct().forEach(table -> names(table, names));
    facts.forEach(
        "acl_object",
        row -> {
          String table = TABLE_OF_KIND.getOrDefault(row.text("kind"), "object");
          long oid = row.number("object_oid");
          String object = names.get(table + "/" + row.text("database") + "/" + oid);
          if (object == null) {
            return;
          }
          List<Row> acl = entries.getOrDefault(key(row, row.number("acl_id")), List.of());
          if (builtIn.isSame(row.text("kind"), acl)) {
            return;
          }
          for (Row entry : acl) {
            String who = role(entry, "grantee_oid") + " (granted by " + role(entry, "grantor_oid");
            grants.put(table.replace('_', ' ') + " " + object + " to " + who + ")", rights(entry));
          }
        });
  }

  static Map<String, String> rights(Row entry) {
    Map<String, String> rights = new LinkedHashMap<>();
    rights.put("privileges", privileges(entry.number("privileges")));
    rights.put("with grant option", privileges(entry.number("grantable")));
    return rights;
  }

  /** The kind of object, with its space, that the name of a grant begins with. */
  static String noun(String grant) {
    return TABLE_OF_KIND.values().stream()
        .map(table -> table.replace('_', ' ') + " ")
        .filter(grant::startsWith)
        .max(java.util.Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String key(Row row, long id) {
    return row.text("database") + "/" + row.text("kind") + "/" + id;
  }

  private void names(String table, Map<String, String> names) {
    facts.forEach(
        table,
        row -> {
          if (has(row, "oid") && (has(row, "name_quoted") || has(row, "name")) && isOurs(row)) {
            String database = has(row, "database") ? row.text("database") : "";
            names.put(table + "/" + database + "/" + row.number("oid"), object(row));
          }
        });
  }

  private static String privileges(long mask) {
    StringBuilder text = new StringBuilder();
    long bit = 1;
    for (Privilege privilege : Privilege.values()) {
      if ((mask & bit) != 0) {
        text.append(text.isEmpty() ? "" : ", ").append(privilege.sqlName());
      }
      bit <<= 1;
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
