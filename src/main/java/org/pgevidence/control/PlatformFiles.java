package org.pgevidence.control;

import static org.pgevidence.control.ContextField.may;
import static org.pgevidence.control.ContextField.need;
import static org.pgevidence.control.ContextField.nested;
import static org.pgevidence.control.ContextField.texts;
import static org.pgevidence.control.ContextField.word;
import static org.pgevidence.control.ContextFiles.shape;

import java.util.List;
import org.pgevidence.control.ContextField.Kind;

/** Files about the platform: what was promised, approved and tried. */
final class PlatformFiles {
  private PlatformFiles() {}

  static List<ContextFiles.Shape> shapes() {
    return List.of(
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
                may("sha256", Kind.TEXT))));
  }
}
