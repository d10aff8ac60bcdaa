package org.pgevidence.control;

import static org.pgevidence.control.ContextField.flag;
import static org.pgevidence.control.ContextField.may;
import static org.pgevidence.control.ContextField.need;
import static org.pgevidence.control.ContextField.nested;
import static org.pgevidence.control.ContextField.word;
import static org.pgevidence.control.ContextFiles.shape;

import java.util.List;
import org.pgevidence.control.ContextField.Kind;

/** Files of records that people keep: documents, confirmations, exceptions, interruptions. */
final class RecordFiles {
  private RecordFiles() {}

  static List<ContextFiles.Shape> shapes() {
    return List.of(
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
                may("management_response", Kind.TEXT))),
        shape(
            "responses.yaml",
            "What management answers to findings: who repairs what until when.",
            List.of("finding_response"),
            nested(
                "responses",
                Kind.LIST,
                need("system", Kind.TEXT),
                need("check", Kind.TEXT).as("check_id"),
                need("subject", Kind.TEXT),
                need("owner", Kind.TEXT),
                need("response", Kind.TEXT),
                may("due", Kind.DAY).as("due_on"),
                may("cause", Kind.TEXT),
                may("ticket", Kind.TEXT))),
        shape(
            "interruptions.yaml",
            "Days on which nothing was collected, and why.",
            List.of("interruption"),
            nested(
                "interruptions",
                Kind.LIST,
                need("system", Kind.TEXT),
                need("from", Kind.DAY).as("from_on"),
                need("to", Kind.DAY).as("to_on"),
                need("reason", Kind.TEXT),
                need("explained_by", Kind.TEXT),
                may("ticket", Kind.TEXT))));
  }
}
