package org.pgevidence.diff;

import java.util.List;
import java.util.Map;

/** Facts that are compared object by object, with the columns that matter to an auditor. */
enum Area {
  ROLE(
      "role",
      "Role",
      List.of(
          "is_superuser",
          "can_login",
          "inherits",
          "can_create_role",
          "can_create_database",
          "can_replicate",
          "bypasses_rls",
          "connection_limit",
          "valid_until_at")),
  MEMBERSHIP("membership", "Membership", List.of("has_admin", "inherits", "can_set")),
  ROLE_SETTING("role_setting", "Role setting", List.of("value", "value_length")),
  SETTING("setting", "Setting", List.of("value", "value_length", "source")),
  DATABASE("database", "Database", List.of("owner_oid", "allows_connections", "was_read")),
  SCHEMA("schema", "Schema", List.of("owner_oid")),
  RELATION(
      "relation",
      "Relation",
      List.of("kind", "owner_oid", "has_rls", "forces_rls", "is_security_invoker")),
  FUNCTION(
      "function",
      "Function",
      List.of("owner_oid", "is_security_definer", "search_path", "source_sha256")),
  GRANT("acl_entry", "Grant on", List.of()),
  DEFAULT_GRANT("default_acl", "Default privilege on", List.of());

  private static final Map<String, String> WORDS =
      Map.of(
          "is_superuser", "superuser",
          "valid_until_at", "password valid until",
          "has_rls", "row security",
          "forces_rls", "row security forced on the owner",
          "source_sha256", "digest of its text",
          "has_admin", "admin option",
          "value_length", "length of the value");

  private final String table;
  private final String noun;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> columns;

  Area(String table, String noun, List<String> columns) {
    this.table = table;
    this.noun = noun;
    this.columns = columns;
  }

  String table() {
    return table;
  }

  String noun() {
    return noun;
  }

  List<String> columns() {
    return columns;
  }

  String word(String column) {
    return WORDS.getOrDefault(column, column.replaceFirst("^is_", "").replace('_', ' '));
  }

  /** Tables without which nothing can be said. */
  List<String> needed() {
    return switch (this) {
      case GRANT -> List.of("acl_entry", "acl_object", "role");
      case DEFAULT_GRANT -> List.of(table, "role", "schema");
      case MEMBERSHIP, ROLE_SETTING, DATABASE, SCHEMA, RELATION, FUNCTION -> List.of(table, "role");
      default -> List.of(table);
    };
  }
}
