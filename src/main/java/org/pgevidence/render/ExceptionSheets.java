package org.pgevidence.render;

import static org.pgevidence.render.Workbooks.row;

import java.io.IOException;
import java.util.List;

/** Sheets of what stands against the catalogue: the exceptions register and the waivers. */
final class ExceptionSheets {
  private ExceptionSheets() {}

  static void register(Report report, Pages pages, Workbooks sheets) throws IOException {
    sheets.sheet(
        "Exceptions",
        List.of(
            "Id",
            "State",
            "Severity",
            "Check",
            "Object",
            "Exception",
            "First seen",
            "Opened",
            "Last seen",
            "Resolved",
            "Age in days",
            "Came back",
            "Owner",
            "Due",
            "Overdue",
            "Management response",
            "Cause",
            "Ticket",
            "Waiver",
            "Page"),
        List.of(28, 13, 10, 11, 30, 60, 22, 22, 22, 22, 8, 8, 20, 12, 9, 50, 30, 14, 18, 9),
        Excerpt.of(report).ofAll(report.register().entries()).stream()
            .map(
                e ->
                    row(
                        e.id(),
                        e.state().word().replace('_', ' '),
                        e.severity(),
                        e.check(),
                        e.subject(),
                        e.sentence(),
                        e.firstSeen(),
                        e.openedAt(),
                        e.lastSeen(),
                        e.resolvedAt().orElse(""),
                        e.ageDays(),
                        e.timesReopened(),
                        e.answer().owner().orElse(""),
                        e.answer().due().orElse(""),
                        e.isOverdue() ? "yes" : "no",
                        e.answer().response().orElse(""),
                        e.answer().cause().orElse(""),
                        e.answer().ticket().orElse(""),
                        e.waiver().orElse(""),
                        new Workbooks.PageLink(pages.of("f-" + e.id()))))
            .toList());
  }

  static void waivers(Report report, Workbooks sheets) throws IOException {
    sheets.sheet(
        "Waivers",
        List.of(
            "Waiver",
            "State",
            "Check",
            "Object",
            "Broad",
            "Type",
            "Justification",
            "Compensating",
            "Owner",
            "Requested by",
            "Approved by",
            "Valid from",
            "Expires",
            "Ticket",
            "Findings"),
        List.of(18, 10, 11, 34, 8, 18, 50, 40, 20, 20, 20, 12, 12, 14, 40),
        report.waivers().stream()
            .map(
                use ->
                    row(
                        use.waiver().id(),
                        use.state(),
                        use.waiver().check(),
                        use.waiver().subject(),
                        use.waiver().isBroad() ? "yes" : "no",
                        use.waiver().type(),
                        use.waiver().justification(),
                        use.waiver().compensating().orElse(""),
                        use.waiver().owner(),
                        use.waiver().requestedBy(),
                        use.waiver().approvedBy(),
                        use.waiver().validFrom().toString(),
                        use.waiver().expires().toString(),
                        use.waiver().ticket().orElse(""),
                        String.join(", ", use.findings())))
            .toList());
  }
}
