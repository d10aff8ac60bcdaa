package org.pgevidence.pack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The index as a page: no script, no network, readable when printed. */
final class EvidenceIndexPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Evidence packs</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.4em .8em;border-bottom:1px solid #8886}
      td.n{text-align:right;font-variant-numeric:tabular-nums}
      td{vertical-align:top}
      .wide{overflow-x:auto}
      html{background:#fff;color:#10182b}
      a{color:#0b4f6c}
      @media screen and (prefers-color-scheme:dark){html{background:#14181f;color:#e6e9ef}a{color:#8cc8f0}}
      @media print{:root{color-scheme:light}body{font-size:8.5pt;max-width:none;margin:0}.wide{overflow:visible}@page{size:A4 landscape}}
      </style></head><body><main>
      <h1>Evidence packs</h1>
      <p>A convenience: it proves nothing. Verify a pack with <code>pgevidence verify PACK --chain .</code>
      or as its README.txt says.</p>
      """;

  private EvidenceIndexPage() {}

  static String page(CharSequence systems) {
    return HEAD + systems + "</main></body></html>\n";
  }

  static void system(StringBuilder out, String system, List<EvidenceIndex.Entry> entries) {
    String title = escape(system);
    out.append("<h2>")
        .append(title)
        .append("</h2>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Packs of ")
        .append(title)
        .append("\">\n<table><thead><tr>");
    for (String heading :
        List.of(
            "Pack",
            "Sealed at",
            "Findings",
            "Change",
            "Chain",
            "Correction",
            "Access",
            "Kept until",
            "Signed by")) {
      out.append("<th scope=\"col\">").append(heading).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    Map<String, String> superseders = new HashMap<>();
    for (EvidenceIndex.Entry entry : entries) {
      Manifest manifest = entry.stored().manifest();
      manifest.supersedes().ifPresent(old -> superseders.put(old.pack(), manifest.pack()));
    }
    long before = -1;
    for (EvidenceIndex.Entry entry : entries) {
      Manifest manifest = entry.stored().manifest();
      String change =
          before < 0 || entry.findings() < 0
              ? "–"
              : String.format(java.util.Locale.ROOT, "%+d", entry.findings() - before);
      before = entry.findings();
      String folder = escape(system + "/" + entry.stored().path().getFileName() + "/");
      out.append("<tr><td>");
      out.append("<a href=\"").append(folder).append("report.pdf\">");
      out.append(escape(manifest.pack())).append("</a> <a href=\"").append(folder);
      out.append("report.html\" aria-label=\"").append(escape(manifest.pack()));
      out.append(" as HTML\">HTML</a></td><td>").append(manifest.sealedAt());
      out.append("</td><td class=\"n\">").append(entry.findings() < 0 ? "–" : entry.findings());
      out.append("</td><td class=\"n\">").append(change).append("</td><td>").append(chain(entry));
      out.append("</td><td>").append(correction(manifest, superseders));
      out.append("</td><td>").append(escape(manifest.accessClass()));
      out.append("</td><td>").append(escape(manifest.retainUntil().orElse("–")));
      out.append("</td><td>").append(escape(manifest.signature().subject()));
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static String chain(EvidenceIndex.Entry entry) {
    Manifest.Link previous = entry.stored().manifest().previous();
    return switch (entry.chain()) {
      case "first" -> "first of the chain";
      case "linked" -> "✓ links to " + escape(previous.pack());
      default -> "<strong>✗ links to " + escape(previous.pack()) + ", which is not here</strong>";
    };
  }

  private static String correction(Manifest manifest, Map<String, String> superseders) {
    String by = superseders.get(manifest.pack());
    String older =
        manifest
            .supersedes()
            .map(old -> "supersedes " + escape(old.pack()) + ": " + escape(old.reason()))
            .orElse("");
    String newer = by == null ? "" : "<strong>superseded by " + escape(by) + "</strong>";
    return older.isEmpty() && newer.isEmpty()
        ? "–"
        : older + (older.isEmpty() || newer.isEmpty() ? "" : "; ") + newer;
  }

  static void periods(StringBuilder out, String system, List<PackStore.Stored> periods) {
    if (periods.isEmpty()) {
      return;
    }
    out.append("<h3>Periods</h3>\n<ul>\n");
    for (PackStore.Stored stored : periods) {
      String folder = String.valueOf(stored.path().getFileName());
      out.append("<li><a href=\"")
          .append(escape(system + "/" + PackStore.PERIODS + "/" + folder + "/report.pdf"))
          .append("\">")
          .append(escape(stored.manifest().pack()))
          .append("</a>, sealed at ")
          .append(stored.manifest().sealedAt())
          .append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
