package org.pgevidence.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;

/**
 * Makes report.html: one file that asks for nothing from outside. Its content security policy
 * allows exactly its own script and style, by digest, so that no name inside the data can run.
 */
final class HtmlReport {
  private HtmlReport() {}

  /** The population of a check as JSON. */
  public record Rows(String id, String json) {}

  static String text(Report report, Templates templates, Pages pages) {
    String style = templates.text("html/report.css");
    String script = templates.text("html/grid.js") + templates.text("html/report.js");
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("report", report);
    model.put("cover", Cover.of(report));
    model.put("families", FamilyTable.of(report.checks()));
    model.put("pages", pages);
    model.put("excerpt", Excerpt.of(report).note());
    model.put("style", style);
    model.put("styleHash", hash(style));
    model.put("script", script);
    model.put("scriptHash", hash(script));
    model.put("data", inScript(Json.compact(data(report, pages))));
    model.put("rows", rows(report));
    return templates.fill("html/report.ftl", model);
  }

  /** A JSON text that cannot end the element it stands in. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  static String hash(String text) {
    byte[] digest = Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static Map<String, @Nullable Object> data(Report report, Pages pages) {
    Excerpt excerpt = Excerpt.of(report);
    List<@Nullable Object> findings = new ArrayList<>();
    Map<String, @Nullable Object> checks = new LinkedHashMap<>();
    Map<String, @Nullable Object> populations = new LinkedHashMap<>();
    for (CheckSheet check : report.checks()) {
      checks.put(check.id(), words(check, report.controls()));
      excerpt.of(check.findings()).forEach(finding -> findings.add(row(finding, pages)));
      if (check.population() > 0) {
        populations.put(check.id(), check.population());
      }
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("findings", findings);
    data.put("checks", checks);
    data.put("populations", populations);
    return data;
  }

  private static Map<String, @Nullable Object> words(
      CheckSheet check, List<ControlSheet> controls) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>();
    words.put("title", check.title());
    words.put("family", FamilyTable.title(check.family()));
    words.put("why", check.why());
    words.put("query", check.query());
    words.put(
        "controls",
        controls.stream()
            .filter(sheet -> sheet.checks().stream().anyMatch(c -> c.id().equals(check.id())))
            .map(ControlSheet::id)
            .toList());
    return words;
  }

  /** Populations, each an element of its own, so that a browser reads only the one looked at. */
  private static List<Rows> rows(Report report) {
    Excerpt excerpt = Excerpt.of(report);
    List<Rows> rows = new ArrayList<>();
    for (CheckSheet check : report.checks()) {
      if (check.population() > 0) {
        Map<String, @Nullable Object> population = new LinkedHashMap<>();
        population.put("columns", check.result().columns());
        population.put("rows", excerpt.of(check.result().rows()));
        population.put("digest", check.populationDigest());
        rows.add(new Rows(check.id(), inScript(Json.compact(population))));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(FindingSheet finding, Pages pages) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(finding.severity());
    row.add(finding.check());
    row.add(finding.subject());
    row.add(finding.sentence());
    row.add(finding.isWaived() ? "yes" : "no");
    row.add(pages.of("f-" + finding.id()));
    row.add(finding.id());
    row.add(finding.finding().evidence());
    row.add(finding.waiver());
    row.add(finding.fix());
    row.add(finding.undo());
    row.add(finding.severityNote());
    return row;
  }
}
