package org.pgevidence.diff;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.pgevidence.fact.Facts;

/** Default privileges by what they are on, for whose objects, and to whom. */
final class DefaultGrants {
  private static final Map<String, String> OBJECTS =
      Map.of(
          "r", "tables",
          "S", "sequences",
          "f", "functions",
          "T", "types",
          "n", "schemas",
          "L", "large objects");

  private DefaultGrants() {}

  /** Name → attribute → value. */
  static Map<String, Map<String, String>> of(Facts facts, LongFunction<String> role) {
    Map<String, String> schemas = new TreeMap<>();
    facts.forEach(
        "schema",
        row ->
            schemas.put(row.text("database") + "/" + row.number("oid"), row.text("name_quoted")));
    Map<String, Map<String, String>> grants = new TreeMap<>();
    facts.forEach(
        "default_acl",
        row -> {
          String database = row.text("database");
          long schema = row.number("schema_oid");
          String in = schemas.getOrDefault(database + "/" + schema, "oid " + schema);
          String objects =
              OBJECTS.getOrDefault(row.text("object_kind"), "objects")
                  + (schema == 0 ? "" : " in schema " + in);
          long grantee = row.number("grantee_oid");
          String to = grantee < 0 ? "nobody" : role.apply(grantee);
          grants.put(
              database + ": " + madeBy(role.apply(row.number("role_oid")), objects) + " to " + to,
              Described.rights(row));
        });
    return grants;
  }

  /**
   * What default privileges are on.
   *
   * @param objects kind of objects, and the schema where they are for one
   */
  static String madeBy(String creator, String objects) {
    return objects + " made by " + creator;
  }
}
