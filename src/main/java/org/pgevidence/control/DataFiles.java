package org.pgevidence.control;

import static org.pgevidence.control.ContextField.flag;
import static org.pgevidence.control.ContextField.may;
import static org.pgevidence.control.ContextField.need;
import static org.pgevidence.control.ContextField.nested;
import static org.pgevidence.control.ContextField.texts;
import static org.pgevidence.control.ContextField.word;
import static org.pgevidence.control.ContextFiles.shape;

import java.util.List;
import org.pgevidence.control.ContextField.Kind;

/** Files about the data: its classes, ends, ways out and encryption. */
final class DataFiles {
  private static final String[] CATEGORIES = ContextField.CATEGORIES.toArray(new String[0]);

  private DataFiles() {}

  static List<ContextFiles.Shape> shapes() {
    return List.of(
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
                may("reviewed_on", Kind.DAY))));
  }
}
