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

/** Files about who the roles are and what was decided about them. */
final class PeopleFiles {
  private static final String[] CATEGORIES = ContextField.CATEGORIES.toArray(new String[0]);

  private PeopleFiles() {}

  static List<ContextFiles.Shape> shapes() {
    return List.of(
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
                may("closed_on", Kind.DAY))));
  }
}
