package org.pgevidence.collect;

import java.util.List;

/** Which queries are run, in which order. */
final class Tables {
  /** Once per server, in the first database's transaction. */
  static final List<String> CLUSTER =
      List.of(
          "server",
          "role",
          "password_type",
          "membership",
          "role_setting",
          "tablespace",
          "setting",
          "file_setting",
          "parameter",
          "subscription",
          "subscription_conninfo",
          "replication_slot",
          "replication_standby",
          "wal_receiver",
          "archiver",
          "database_statistic",
          "available_extension",
          "keyword",
          "security_label.shared",
          "acl_builtin",
          "hba_rule",
          "ident_rule",
          "session",
          "session_encryption");

  /** In each database that is read. */
  static final List<String> DATABASE =
      List.of(
          "schema",
          "relation",
          "relation_column",
          "view_reference",
          "inheritance",
          "relation_constraint",
          "invalid_index",
          "function",
          "language",
          "type",
          "extension",
          "policy",
          "policy_role",
          "relation_trigger",
          "event_trigger",
          "foreign_data_wrapper",
          "foreign_server",
          "user_mapping",
          "user_mapping_option",
          "publication",
          "publication_table",
          "publication_schema",
          "large_object",
          "default_acl",
          "initial_acl",
          "security_label");

  /** ACL dictionaries of each database. */
  static final List<String> DATABASE_ACL = List.of("acl_object", "acl_column");

  /** The ACL dictionary of databases, tablespaces and parameters. */
  static final String CLUSTER_ACL = "acl_object.shared";

  private Tables() {}
}
