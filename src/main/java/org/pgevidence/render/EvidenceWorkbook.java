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

/** Makes evidence.xlsx: what the PDF prints and the rest of it, for filters and sums. */
final class EvidenceWorkbook {
  private static final Map<String, String> SHEETS = sheets();

  private EvidenceWorkbook() {}

  private static Map<String, String> sheets() {
    Map<String, String> sheets = new LinkedHashMap<>();
    sheets.put("Findings", "Every object that fails a check: evidence, repair, undo, page");
    sheets.put("Checks", "What each check expects, its result and counts, its exact query");
    sheets.put("Controls", "From requirement to control to check, with manual evidence");
    sheets.put("Populations", "Every object that a check examined, passed or not");
    sheets.put(NetworkSheet.NAME, "What all rules of pg_hba.conf together leave open");
    sheets.put("Exceptions", "Findings from pack to pack: since when, owner, due date, response");
    sheets.put("Waivers", "Failures that somebody took responsibility for; results stay");
    sheets.put("Gaps", "What could not be read, and what would change that");
    sheets.put("Provenance", "How each table was read: query, role, clocks, rows, digests");
    return sheets;
  }

  static void write(Report report, Pages pages, OutputStream out) throws IOException {
    LocalDateTime when =
        LocalDateTime.ofInstant(Instant.parse(report.assessment().collectedAt()), ZoneOffset.UTC);
    Workbooks.write(
        out,
        when,
        sheets -> {
          about(report, sheets);
          JudgementSheets.findings(report, pages, sheets);
          JudgementSheets.checks(report, pages, sheets);
          JudgementSheets.controls(report, pages, sheets);
          JudgementSheets.populations(report, sheets);
          NetworkSheet.write(report, sheets);
          ExceptionSheets.register(report, pages, sheets);
          ExceptionSheets.waivers(report, sheets);
          gaps(report, sheets);
          provenance(report, sheets);
        });
  }

  private static void about(Report report, Workbooks sheets) throws IOException {
    Assessment assessment = report.assessment();
    List<List<@Nullable Object>> rows =
        new ArrayList<>(
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
                row(
                    "Note",
                    ("A working copy. The signed document is report.pdf. "
                            + Excerpt.of(report).note())
                        .strip())));
    SHEETS.forEach(
        (name, words) -> {
          if (!name.equals(NetworkSheet.NAME) || report.facts().isProvided("network_access")) {
            rows.add(row("Sheet " + name, words));
          }
        });
    sheets.sheet("About", List.of("What", "Value"), List.of(26, 90), rows);
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
