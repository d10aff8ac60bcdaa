package org.pgevidence.control;

import static org.pgevidence.control.ContextField.flag;
import static org.pgevidence.control.ContextField.may;
import static org.pgevidence.control.ContextField.need;
import static org.pgevidence.control.ContextField.nested;
import static org.pgevidence.control.ContextField.texts;
import static org.pgevidence.control.ContextField.word;

import java.util.List;
import java.util.Optional;
import org.pgevidence.control.ContextField.Kind;

/** The files of {@code context/}: their keys and the tables they fill. */
public final class ContextFiles {
  private static final String[] CATEGORIES = ContextField.CATEGORIES.toArray(new String[0]);

  /** Name of a file, its tables (the first is filled by the first key), and its keys. */
  record Shape(String file, String purpose, List<String> tables, List<ContextField> fields) {}

  private static final List<Shape> SHAPES =
      List.of(
          shape(
              "personas.yaml",
              "Who the roles are and what each persona is for.",
              List.of("persona", "persona_kind", "persona_conflict"),
              nested(
                  "roles",
                  Kind.LIST,
                  need("role", Kind.TEXT).as("name"),
                  need("persona", Kind.TEXT),
                  word("type", "human", "service", "group").or("service"),
                  may("identity", Kind.TEXT),
                  may("owner", Kind.TEXT),
                  may("ticket", Kind.TEXT),
                  flag("shared", "is_shared"),
                  may("approved_by", Kind.TEXT),
                  may("approved_on", Kind.DAY),
                  may("expires", Kind.DAY).as("expires_on")),
              nested(
                  "personas",
                  Kind.MAP,
                  need("duty", Kind.TEXT),
                  texts("conflicts").as(""),
                  flag("may_own", "may_own"),
                  word("login", "human", "service", "none").optional(),
                  flag("breakglass", "is_break_glass"),
                  word("max_category", CATEGORIES).optional())),
          shape(
              "datamap.yaml",
              "Which tables and columns hold which data.",
              List.of("classified_table", "classified_column"),
              nested(
                  "tables",
                  Kind.LIST,
                  need("table", Kind.RELATION).as("relation"),
                  word("category", CATEGORIES).or("none"),
                  may("subject", Kind.TEXT),
                  may("subject_key", Kind.TEXT),
                  word("row_scope", "db", "app", "none").or("none"),
                  may("purpose", Kind.TEXT),
                  may("legal_basis", Kind.TEXT),
                  may("reviewed_by", Kind.TEXT),
                  may("reviewed_on", Kind.DAY),
                  nested(
                      "columns",
                      Kind.MAP,
                      word("category", CATEGORIES),
                      may("purpose", Kind.TEXT),
                      may("legal_basis", Kind.TEXT),
                      word("protect", "none", "encrypted", "hashed", "masked", "tokenized")
                          .or("none"),
                      texts("recipients"),
                      texts("personas")))),
          shape(
              "objectives.yaml",
              "What the organisation promised.",
              List.of("objective"),
              nested(
                  "backup",
                  Kind.OBJECT,
                  may("max_age", Kind.DURATION).as("backup_max_age_s"),
                  may("incremental_max_age", Kind.DURATION).as("incremental_max_age_s"),
                  may("retention", Kind.DURATION).as("backup_retention_s"),
                  may("retention_max", Kind.DURATION).as("backup_retention_max_s"),
                  may("copies", Kind.COUNT).as("backup_copies"),
                  may("offsite", Kind.FLAG).as("backup_offsite")),
              nested(
                  "recovery",
                  Kind.OBJECT,
                  may("rpo", Kind.DURATION).as("rpo_s"),
                  may("rto", Kind.DURATION).as("rto_s"),
                  may("test_max_age", Kind.DURATION).as("restore_test_max_age_s"),
                  may("replication_lag_max", Kind.DURATION).as("replication_lag_max_s")),
              nested(
                  "logs",
                  Kind.OBJECT,
                  may("retention_min", Kind.DURATION).as("log_retention_min_s"),
                  may("online", Kind.DURATION).as("log_online_s"),
                  may("retention_max", Kind.DURATION).as("log_retention_max_s"),
                  may("shipping", Kind.TEXT).as("log_shipping")),
              nested(
                  "tls",
                  Kind.OBJECT,
                  may("certificate_min_validity", Kind.DURATION).as("certificate_min_validity_s")),
              nested(
                  "access",
                  Kind.OBJECT,
                  may("review_max_age", Kind.DURATION).as("access_review_max_age_s"))),
          shape(
              "retention.yaml",
              "How long rows may stay.",
              List.of("retention_rule"),
              nested(
                  "rules",
                  Kind.LIST,
                  need("table", Kind.RELATION).as("relation"),
                  need("ts", Kind.TEXT).as("timestamp_column"),
                  need("max_age", Kind.DURATION).as("max_age_s"),
                  need("basis", Kind.TEXT),
                  word("action", "delete", "drop_partition", "anonymize", "archive"),
                  flag("legal_hold", "has_legal_hold"))),
          shape(
              "networks.yaml",
              "Declared networks, and what protects an open listen address.",
              List.of("network", "exposure"),
              nested(
                  "networks",
                  Kind.LIST,
                  need("name", Kind.TEXT),
                  texts("addresses").as(""),
                  word("purpose", "app", "admin", "replication", "backup", "monitoring", "public"),
                  may("owner", Kind.TEXT),
                  may("ticket", Kind.TEXT)),
              nested(
                  "exposures",
                  Kind.LIST,
                  need("listen", Kind.TEXT),
                  need("protected_by", Kind.TEXT),
                  need("owner", Kind.TEXT),
                  may("ticket", Kind.TEXT))),
          shape(
              "processors.yaml",
              "Who receives or handles the data.",
              List.of("processor", "processor_host"),
              nested(
                  "processors",
                  Kind.LIST,
                  need("name", Kind.TEXT),
                  word("kind", "own", "processor", "controller", "recipient"),
                  need("region", Kind.TEXT),
                  may("contract", Kind.TEXT),
                  may("transfer_basis", Kind.TEXT),
                  texts("hosts").as(""))),
          shape(
              "extensions.yaml",
              "Approved extensions.",
              List.of("approved_extension"),
              nested(
                  "extensions",
                  Kind.LIST,
                  need("name", Kind.TEXT),
                  may("database", Kind.TEXT).or("*"),
                  need("owner", Kind.TEXT),
                  may("ticket", Kind.TEXT))),
          shape(
              "encryption.yaml",
              "Where data lies encrypted.",
              List.of("encrypted_store"),
              nested(
                  "stores",
                  Kind.LIST,
                  need("store", Kind.TEXT),
                  word("method", "none", "volume", "filesystem", "application", "repository"),
                  may("algorithm", Kind.TEXT),
                  may("key_owner", Kind.TEXT),
                  may("key_rotated_on", Kind.DAY),
                  may("key_rotation", Kind.DURATION).as("key_rotation_s"),
                  may("evidence", Kind.TEXT),
                  may("reviewed_on", Kind.DAY))),
          shape(
              "documents.yaml",
              "Documents of the management system.",
              List.of("document"),
              nested(
                  "documents",
                  Kind.LIST,
                  need("id", Kind.TEXT),
                  need("title", Kind.TEXT),
                  may("path", Kind.TEXT),
                  may("link", Kind.TEXT),
                  need("version", Kind.TEXT),
                  need("owner", Kind.TEXT),
                  need("approved_by", Kind.TEXT),
                  need("approved_on", Kind.DAY),
                  need("review_by", Kind.DAY),
                  may("sha256", Kind.TEXT))),
          shape(
              "attestations.yaml",
              "Manual evidence: what people confirm.",
              List.of("attestation"),
              nested(
                  "attestations",
                  Kind.LIST,
                  need("id", Kind.TEXT),
                  need("answers", Kind.TEXT),
                  need("statement", Kind.TEXT),
                  may("document", Kind.TEXT),
                  need("confirmed_by", Kind.TEXT),
                  need("confirmed_on", Kind.DAY),
                  need("valid_until", Kind.DAY))),
          shape(
              "recert.yaml",
              "Access reviews and their decisions.",
              List.of("recertification"),
              nested(
                  "reviews",
                  Kind.LIST,
                  need("id", Kind.TEXT).as("review"),
                  need("reviewer", Kind.TEXT),
                  need("on", Kind.DAY).as("decided_on"),
                  may("access_digest", Kind.TEXT),
                  nested(
                      "decisions",
                      Kind.LIST,
                      need("role", Kind.TEXT).as("role_name"),
                      word("decision", "keep", "change", "revoke"),
                      may("reviewer", Kind.TEXT),
                      may("on", Kind.DAY).as("decided_on"),
                      may("note", Kind.TEXT)))),
          shape(
              "tickets.yaml",
              "Tickets that approve changes.",
              List.of("ticket"),
              nested(
                  "tickets",
                  Kind.LIST,
                  need("id", Kind.TEXT),
                  word("kind", "access", "schema", "configuration", "emergency"),
                  need("subject", Kind.TEXT),
                  need("requested_by", Kind.TEXT),
                  may("approved_by", Kind.TEXT),
                  may("approved_on", Kind.DAY),
                  may("closed_on", Kind.DAY))),
          shape(
              "identities.yaml",
              "People that the identity provider knows or knew.",
              List.of("identity"),
              nested(
                  "identities",
                  Kind.LIST,
                  need("name", Kind.TEXT),
                  word("status", "active", "leave", "left"),
                  may("left_on", Kind.DAY),
                  may("team", Kind.TEXT))),
          shape(
              "baseline.yaml",
              "Settings with approved values.",
              List.of("baseline_setting"),
              nested(
                  "settings",
                  Kind.LIST,
                  need("name", Kind.TEXT),
                  need("value", Kind.TEXT),
                  may("change", Kind.TEXT))),
          shape(
              "restore_tests.yaml",
              "Restore tests that people recorded.",
              List.of("restore_test"),
              nested(
                  "tests",
                  Kind.LIST,
                  need("id", Kind.TEXT),
                  need("at", Kind.DAY).as("tested_on"),
                  need("source", Kind.TEXT),
                  word("kind", "full", "pitr", "table"),
                  may("target_time", Kind.INSTANT),
                  need("isolated_host", Kind.TEXT).as("host"),
                  may("rto", Kind.DURATION).as("rto_s"),
                  may("rpo", Kind.DURATION).as("rpo_s"),
                  may("system_identifier", Kind.TEXT),
                  texts("checks"),
                  word("outcome", "ok", "failed"),
                  need("operator", Kind.TEXT),
                  need("reviewer", Kind.TEXT),
                  may("log", Kind.TEXT),
                  may("sha256", Kind.TEXT))),
          shape(
              "waivers.yaml",
              "Accepted exceptions, one finding each.",
              List.of("waiver"),
              nested(
                  "waivers",
                  Kind.LIST,
                  need("id", Kind.TEXT),
                  need("system", Kind.TEXT),
                  need("check", Kind.TEXT).as("check_id"),
                  need("subject", Kind.TEXT),
                  may("finding", Kind.TEXT).as(""),
                  flag("broad", "is_broad"),
                  word(
                      "type",
                      "risk-accepted",
                      "compensating-control",
                      "false-positive",
                      "planned-fix"),
                  need("justification", Kind.TEXT),
                  may("compensating", Kind.TEXT),
                  need("owner", Kind.TEXT),
                  need("requested_by", Kind.TEXT),
                  need("approved_by", Kind.TEXT),
                  need("approved_on", Kind.DAY),
                  need("valid_from", Kind.DAY),
                  need("expires", Kind.DAY).as("expires_on"),
                  may("ticket", Kind.TEXT),
                  may("management_response", Kind.TEXT))));

  private ContextFiles() {}

  private static Shape shape(
      String file, String purpose, List<String> tables, ContextField... fields) {
    return new Shape(file, purpose, tables, List.of(fields));
  }

  /** All files. */
  static List<Shape> shapes() {
    return SHAPES;
  }

  /** Names of all files. */
  public static List<String> names() {
    return SHAPES.stream().map(Shape::file).toList();
  }

  /** The shape of a file; empty when there is no such file. */
  static Optional<Shape> find(String file) {
    return SHAPES.stream().filter(shape -> shape.file().equals(file)).findFirst();
  }

  /** What to write where, so that a context table is provided. */
  public static String remedy(String table) {
    return SHAPES.stream()
        .filter(shape -> shape.tables().contains(table))
        .map(
            shape ->
                "write context/"
                    + shape.file()
                    + " (pgevidence context init makes a commented stub)")
        .findFirst()
        .orElse("write it in context/");
  }
}
