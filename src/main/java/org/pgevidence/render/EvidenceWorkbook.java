package org.pgevidence.render;

import static org.pgevidence.render.Workbooks.row;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.fact.Json;

/** Makes evidence.xlsx: what the PDF prints and the rest of it, for filters and sums. */
final class EvidenceWorkbook {
  private EvidenceWorkbook() {}

  static void write(Report report, Pages pages, OutputStream out) throws IOException {
    LocalDateTime when =
        LocalDateTime.ofInstant(Instant.parse(report.assessment().collectedAt()), ZoneOffset.UTC);
    Workbooks.write(
        out,
        when,
        sheets -> {
          about(report, sheets);
          findings(report, pages, sheets);
          checks(report, pages, sheets);
          controls(report, pages, sheets);
          populations(report, sheets);
          exceptions(report, sheets);
          gaps(report, sheets);
          provenance(report, sheets);
        });
  }

  private static void about(Report report, Workbooks sheets) throws IOException {
    Assessment assessment = report.assessment();
    sheets.sheet(
        "About",
        List.of("What", "Value"),
        List.of(26, 90),
        List.of(
            row("System", assessment.system()),
            row("Facts of", assessment.collectedAt()),
            row("Server", assessment.server().version()),
            row("System identifier", assessment.server().systemIdentifier()),
            row("Pack", report.issue().packId()),
            row("Snapshot", "sha256:" + assessment.snapshotDigest()),
            row(
                "Catalogue",
                assessment.catalog().version() + " sha256:" + assessment.catalog().digest()),
            row("Program", "pgevidence " + assessment.toolVersion()),
            row("Note", "A working copy. The signed document is report.pdf.")));
  }

  private static void findings(Report report, Pages pages, Workbooks sheets) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckSheet check : report.checks()) {
      for (FindingSheet finding : check.findings()) {
        rows.add(
            row(
                finding.id(),
                finding.severity(),
                check.id(),
                check.title(),
                finding.subject(),
                finding.sentence(),
                finding.isWaived() ? "yes" : "no",
                finding.waiver(),
                Json.compact(finding.finding().evidence()),
                finding.fix(),
                finding.undo(),
                new Workbooks.PageLink(pages.of("f-" + finding.id()))));
      }
    }
    sheets.sheet(
        "Findings",
        List.of(
            "Id",
            "Severity",
            "Check",
            "Expected state",
            "Object",
            "Finding",
            "Waived",
            "Waiver",
            "Evidence",
            "Repair",
            "Undo",
            "Page"),
        List.of(28, 10, 11, 40, 30, 60, 9, 40, 50, 50, 50, 9),
        rows);
  }

  private static void checks(Report report, Pages pages, Workbooks sheets) throws IOException {
    sheets.sheet(
        "Checks",
        List.of(
            "Check",
            "Expected state",
            "Severity",
            "Verdict",
            "Reason",
            "Examined",
            "Passed",
            "Failed",
            "Undecided",
            "Waived",
            "Population SHA-256",
            "Query",
            "Page"),
        List.of(11, 50, 10, 15, 50, 10, 10, 10, 10, 10, 30, 60, 9),
        report.checks().stream()
            .map(
                c ->
                    row(
                        c.id(),
                        c.title(),
                        c.severity(),
                        c.verdict(),
                        c.reason(),
                        c.examined(),
                        c.passed(),
                        c.findings().size(),
                        c.undecided(),
                        c.waived(),
                        c.populationDigest(),
                        c.query(),
                        new Workbooks.PageLink(pages.of("k-" + c.id()))))
            .toList());
  }

  private static void controls(Report report, Pages pages, Workbooks sheets) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Volume volume : report.volumes()) {
      for (Volume.Requirement requirement : volume.requirements()) {
        List<Volume.Link> links = requirement.links();
        if (links.isEmpty()) {
          rows.add(
              row(
                  volume.title(),
                  requirement.id(),
                  requirement.title(),
                  requirement.verdict(),
                  requirement.manual(),
                  "",
                  "",
                  "",
                  "",
                  "",
                  new Workbooks.PageLink(pages.of(requirement.anchor()))));
        }
        for (Volume.Link link : links) {
          ControlSheet control = link.control();
          rows.add(
              row(
                  volume.title(),
                  requirement.id(),
                  requirement.title(),
                  requirement.verdict(),
                  requirement.manual(),
                  control.id(),
                  control.title(),
                  control.verdict(),
                  link.strength(),
                  String.join(", ", control.checks().stream().map(CheckSheet::id).toList()),
                  new Workbooks.PageLink(pages.of("c-" + control.id()))));
        }
      }
    }
    sheets.sheet(
        "Controls",
        List.of(
            "Framework",
            "Requirement",
            "Title",
            "Verdict",
            "Manual evidence",
            "Control",
            "Control title",
            "Control verdict",
            "Strength",
            "Checks",
            "Page"),
        List.of(12, 12, 46, 17, 14, 12, 46, 15, 12, 50, 9),
        rows);
  }

  private static void populations(Report report, Workbooks sheets) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckSheet check : report.checks()) {
      List<String> columns = check.result().columns();
      for (List<@Nullable Object> values : check.result().rows()) {
        Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
        for (int i = 2; i < columns.size(); i++) {
          evidence.put(columns.get(i), values.get(i));
        }
        Object pass = values.get(1);
        String outcome = pass == null ? "undecided" : pass.equals(1L) ? "pass" : "fail";
        rows.add(row(check.id(), values.get(0), outcome, Json.compact(evidence)));
      }
    }
    sheets.sheet(
        "Populations",
        List.of("Check", "Object", "Outcome", "Evidence"),
        List.of(11, 50, 12, 100),
        rows);
  }

  private static void exceptions(Report report, Workbooks sheets) throws IOException {
    sheets.sheet(
        "Exceptions",
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
        report.assessment().waivers().stream()
            .map(
                use ->
                    row(
                        use.waiver().id(),
                        use.state().word(),
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

  private static void gaps(Report report, Workbooks sheets) throws IOException {
    sheets.sheet(
        "Gaps",
        List.of("Facts", "Where", "Extent", "What was met", "Missing right", "What to do"),
        List.of(24, 24, 20, 60, 40, 60),
        report.scope().gaps().stream()
            .map(g -> row(g.table(), g.where(), g.extent(), g.reason(), g.right(), g.remedy()))
            .toList());
  }

  private static void provenance(Report report, Workbooks sheets) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Provenance source : report.provenance()) {
      for (Provenance.Run run : source.runs()) {
        rows.add(
            row(
                source.table(),
                run.where(),
                run.role(),
                run.rows(),
                run.independent(),
                run.startedAt(),
                run.endedAt(),
                run.serverStartedAt(),
                run.parameters(),
                source.sourceDigest(),
                source.source(),
                source.fileDigest()));
      }
    }
    sheets.sheet(
        "Provenance",
        List.of(
            "Table",
            "Where",
            "Role",
            "Rows",
            "Second count",
            "Started",
            "Ended",
            "Server's clock",
            "Parameters",
            "Source SHA-256",
            "Source",
            "File SHA-256"),
        List.of(24, 20, 20, 10, 12, 22, 22, 22, 20, 30, 80, 30),
        rows);
  }
}
