package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.NodeTools;

/**
 * report.html in headless Chromium: names that would do harm, and more rows than a page can hold.
 */
class HtmlReportIT {
  private static final int ROWS = Boolean.getBoolean("pgevidence.full") ? 50_000 : 5_000;

  @TempDir Path folder;

  @Test
  void hostileNamesAreShownAndRunNothing() throws Exception {
    String said = NodeTools.run(0, "browser.mjs", "hostile", written(3, Sample.HOSTILE));

    assertTrue(said.contains("ok: shows what hides and keeps what reads"), said);
  }

  @Test
  void longTableKeepsThePageSmall() throws Exception {
    List<String> names = IntStream.range(0, ROWS).mapToObj(i -> "role_" + i).toList();

    String said = NodeTools.run(0, "browser.mjs", "long", written(0, names));

    assertTrue(said.startsWith(ROWS + " rows"), said);
    System.out.print(said);
  }

  private String written(int passing, List<String> failing) {
    Path file = folder.toAbsolutePath().resolve("report.html");
    Reports.html(Sample.report(passing, failing), Templates.shipped(), Pages.none(), file);
    return file.toString();
  }
}
