package org.pgevidence.render;

import static org.pgevidence.render.Workbooks.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/** Sheets of what was judged: findings, checks, controls, populations. */
final class JudgementSheets {
  private JudgementSheets() {}

  static void findings(Report report, Pages pages, Workbooks sheets) throws IOException {
    Excerpt excerpt = Excerpt.of(report);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckSheet check : report.checks()) {
      for (FindingSheet finding : excerpt.of(check.findings())) {
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

  static void checks(Report report, Pages pages, Workbooks sheets) throws IOException {
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

  static void controls(Report report, Pages pages, Workbooks sheets) throws IOException {
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

  static void populations(Report report, Workbooks sheets) throws IOException {
    Excerpt excerpt = Excerpt.of(report);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckSheet check : report.checks()) {
      List<String> columns = check.result().columns();
      for (List<@Nullable Object> values : excerpt.of(check.result().rows())) {
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
}
