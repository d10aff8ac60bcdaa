package org.pgevidence.render;

import java.util.List;
import java.util.function.Predicate;
import org.pgevidence.fact.Row;

/** Which facts a chapter prints, in which columns. */
record TopicPlan(String id, String title, String introduction, List<Part> parts) {
  /**
   * A table, the columns that fit a page, and the rows that belong there.
   *
   * @param merged columns whose values stand side by side in one row where all others agree
   */
  record Part(
      String table,
      String title,
      List<String> columns,
      Predicate<Row> keeps,
      List<String> merged) {}

  private static final String LOGGING =
      "log_.*|logging_collector|shared_preload_libraries|pgaudit\\..*|track_activities";
  private static final String NETWORK =
      "listen_addresses|port|ssl.*|password_encryption|hba_file|ident_file|krb_.*|authentication_timeout|unix_socket_.*";

  static List<TopicPlan> all() {
    return List.of(access(), network(), audit(), backup());
  }

  private static TopicPlan access() {
    return new TopicPlan(
        "access",
        "Roles and privileged access",
        "Every role of the cluster with its attributes, and the ways to rights that equal a"
            + " superuser's. The whole matrix of effective rights is in access-review.xlsx.",
        List.of(
            part(
                "superuser_equivalent",
                "Ways to superuser-like rights",
                "means",
                "path",
                "sentence"),
            part(
                "role",
                "Roles",
                "name_quoted",
                "can_login",
                "is_superuser",
                "can_create_role",
                "can_create_database",
                "can_replicate",
                "bypasses_rls",
                "valid_until_at"),
            part(
                "public_privilege",
                "What every role holds through PUBLIC",
                "database",
                "kind",
                "object",
                "privilege",
                "is_default"),
            new Part(
                "table_access",
                "Who reaches classified tables",
                List.of("path", "reach", "database", "relation", "privilege"),
                row -> true,
                List.of("privilege", "relation", "path"))));
  }

  private static TopicPlan network() {
    return new TopicPlan(
        "network",
        "Network access and TLS",
        "What the rules of client authentication leave open together; the rules themselves in the"
            + " order in which the server tries them, of which the first match decides; and what the"
            + " TLS endpoint answered when it was tried: alert 40 refuses a cipher, alert 70 a"
            + " version.",
        List.of(
            part(
                "network_access",
                "Effective access from the network",
                "sources",
                "users",
                "superuser_count",
                "databases",
                "protection",
                "method",
                "rules",
                "is_certain"),
            part(
                "hba_verdict",
                "Rules and what each decides",
                "subject",
                "rule",
                "decision",
                "is_effective",
                "is_plain_remote",
                "shadowed_by"),
            part(
                "hba_rule",
                "Rules as the server reads them",
                "file",
                "line",
                "type",
                "databases",
                "users",
                "address",
                "netmask",
                "method",
                "error"),
            settings("Settings of network and encryption", NETWORK),
            part(
                "tls_certificate",
                "Certificates presented by the server",
                "position",
                "subject",
                "issuer",
                "names",
                "not_before_at",
                "not_after_at",
                "key_algorithm",
                "key_bits",
                "signature_algorithm"),
            part(
                "tls_probe",
                "Probes of the TLS endpoint",
                "kind",
                "offered",
                "accepted",
                "answer",
                "tls_version",
                "cipher")));
  }

  private static TopicPlan audit() {
    return new TopicPlan(
        "audit",
        "Audit logging",
        "What the server is told to write down, and who may be exempt from it.",
        List.of(
            part("audit_coverage", "Coverage", "database", "role", "class", "is_logged", "by"),
            settings("Settings of logging and pgaudit", LOGGING)));
  }

  private static TopicPlan backup() {
    return new TopicPlan(
        "backup",
        "Backup and restore",
        "What backup tools and server logs said. A backup counts only with its output; a restore only"
            + " with its proof.",
        List.of(
            part(
                "backup_system",
                "Backup systems",
                "id",
                "from_at",
                "to_at",
                "attempted",
                "succeeded",
                "failed",
                "unknown",
                "last_full_at",
                "last_backup_at"),
            part(
                "backup",
                "Backups",
                "system",
                "repository",
                "label",
                "type",
                "started_at",
                "stopped_at",
                "result",
                "error"),
            part(
                "recoverability",
                "Moments that can be recovered",
                "system",
                "from_at",
                "to_at",
                "is_recoverable",
                "label",
                "grade",
                "reason"),
            part("wal_gap", "Missing WAL", "system", "first_missing", "last_missing", "after_at"),
            part(
                "restore",
                "Restores",
                "label",
                "is_drill",
                "opened_at",
                "result",
                "rto_s",
                "rpo_s",
                "content_checks",
                "content_failures",
                "reason"),
            part("objective", "Objectives of recovery", "rto_s", "rpo_s", "restore_test_max_age_s"),
            settings(
                "Settings of archiving and recovery",
                "archive_.*|wal_level|restore_command|recovery_target.*|max_wal_senders|synchronous_.*"),
            part(
                "archiver",
                "Archiver statistics",
                "archived_count",
                "last_archived_wal",
                "last_archived_at",
                "failed_count",
                "last_failed_wal",
                "last_failed_at")));
  }

  private static Part part(String table, String title, String... columns) {
    return new Part(table, title, List.of(columns), row -> true, List.of());
  }

  private static Part settings(String title, String names) {
    return new Part(
        "setting",
        title,
        List.of("name", "value", "unit", "source", "source_file", "source_line"),
        row -> row.text("name").matches(names),
        List.of());
  }
}
