package org.pgevidence.pack;

import java.util.List;

/** The index as a page: no script, no network, readable when printed. */
final class EvidenceIndexPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Evidence packs</title>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.4em .8em;border-bottom:1px solid #8886}
      td.n{text-align:right;font-variant-numeric:tabular-nums}
      </style></head><body>
      <h1>Evidence packs</h1>
      <p>A convenience: it proves nothing. Verify a pack with <code>pgevidence verify PACK --chain .</code>
      or as its README.txt says.</p>
      """;

  private EvidenceIndexPage() {}

  static String page(CharSequence systems) {
    return HEAD + systems + "</body></html>\n";
  }

  static void system(StringBuilder out, String system, List<EvidenceIndex.Entry> entries) {
    out.append("<h2>").append(escape(system)).append("</h2>\n<table><thead><tr>");
    for (String title :
        List.of(
            "Pack",
            "Sealed at",
            "Findings",
            "Change",
            "Chain",
            "Supersedes",
            "Access",
            "Kept until",
            "Signed by")) {
      out.append("<th scope=\"col\">").append(title).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    long before = -1;
    for (EvidenceIndex.Entry entry : entries) {
      Manifest manifest = entry.stored().manifest();
      String change =
          before < 0 || entry.findings() < 0
              ? "–"
              : String.format(java.util.Locale.ROOT, "%+d", entry.findings() - before);
      before = entry.findings();
      String link = escape(system + "/" + entry.stored().path().getFileName() + "/report.pdf");
      out.append("<tr><td><a href=\"").append(link).append("\">");
      out.append(escape(manifest.pack())).append("</a></td><td>").append(manifest.sealedAt());
      out.append("</td><td class=\"n\">").append(entry.findings() < 0 ? "–" : entry.findings());
      out.append("</td><td class=\"n\">").append(change).append("</td><td>").append(entry.chain());
      out.append("</td><td>")
          .append(escape(manifest.supersedes().map(Manifest.Correction::pack).orElse("–")));
      out.append("</td><td>").append(escape(manifest.accessClass()));
      out.append("</td><td>").append(escape(manifest.retainUntil().orElse("–")));
      out.append("</td><td>").append(escape(manifest.signature().subject()));
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table>\n");
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
