package org.pgevidence.render;

import java.io.IOException;
import java.util.List;
import org.pgevidence.assess.Assessment;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.LazyList;

/**
 * Tables as RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front; a character that does not show becomes its code point.
 */
final class Csv {
  private Csv() {}

  static void findings(Assessment assessment, Appendable out) throws IOException {
    table(
        out,
        List.of(
            "id",
            "check",
            "severity",
            "base_severity",
            "subject",
            "sentence",
            "waiver",
            "waived_until",
            "evidence",
            "fix",
            "undo"),
        LazyList.of(
            assessment.findings(),
            f ->
                List.of(
                    f.id(),
                    f.check(),
                    f.severity().word(),
                    f.baseSeverity().word(),
                    f.subject(),
                    f.sentence(),
                    f.waiver().map(waiver -> waiver.id()).orElse(""),
                    f.waiver().map(waiver -> waiver.expires()).orElse(""),
                    Json.compact(f.evidence()),
                    f.fix(),
                    f.undo())));
  }

  static void checks(Assessment assessment, Appendable out) throws IOException {
    table(
        out,
        List.of(
            "id",
            "title",
            "severity",
            "verdict",
            "reason",
            "examined",
            "passed",
            "failed",
            "undecided"),
        assessment.checks().stream()
            .map(
                c ->
                    List.of(
                        c.check().id(),
                        c.check().title(),
                        c.check().severity().word(),
                        c.verdict().word(),
                        c.reason().orElse(""),
                        Integer.toString(c.examined()),
                        Integer.toString(c.passed()),
                        Integer.toString(c.findings().size()),
                        Integer.toString(c.undecided().size())))
            .toList());
  }

  static void requirements(Assessment assessment, Appendable out) throws IOException {
    table(
        out,
        List.of("framework", "id", "title", "verdict", "manual", "controls"),
        assessment.requirements().stream()
            .map(
                r ->
                    List.of(
                        r.framework(),
                        r.requirement().id(),
                        r.requirement().title(),
                        r.verdict().word(),
                        r.manual().word(),
                        String.join(" ", r.controls())))
            .toList());
  }

  private static void table(Appendable out, List<String> header, List<List<String>> rows)
      throws IOException {
    line(out, header);
    for (List<String> row : rows) {
      line(out, row);
    }
  }

  private static void line(Appendable out, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append("\r\n");
  }

  /** One cell, quoted where it must be. */
  static String cell(String raw) {
    String text = Visible.shown(raw);
    boolean isFormula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    boolean needsQuotes =
        safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf('\n') >= 0;
    return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
