package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A long report is printed in parts of whole chapters. */
class ReportPartTest {
  private static final String TEXT = "<p>word</p>".repeat(15_000);

  @Test
  void aShortReportIsOnePart() {
    String html = "<html><body><h2 id=\"a\">A</h2><a href=\"#b\">b</a></body></html>";

    List<ReportPart> parts = ReportPart.of(html, 4, _ -> false);

    assertEquals(List.of(new ReportPart(html, Set.of("a"))), parts);
  }

  @Test
  void chaptersStayWholeAndLinksNameThePart() {
    String html =
        "<html><head><title>T</title></head><body>"
            + chapter("a", "#b")
            + chapter("b", "#b")
            + chapter("c", "#a")
            + chapter("d", "#d")
            + "</body></html>";

    List<ReportPart> parts = ReportPart.of(html, 2, _ -> false);

    assertEquals(List.of(Set.of("a", "b"), Set.of("c", "d")), ids(parts));
    for (ReportPart part : parts) {
      assertTrue(part.html().startsWith("<html><head><title>T</title></head><body><h2 id="));
      assertTrue(part.html().endsWith("</body></html>"));
    }
    assertTrue(parts.get(0).html().contains("<a href=\"#b\">"));
    assertTrue(parts.get(1).html().contains("<a href=\"part:a\">"));
    assertFalse(parts.get(1).html().contains("\"#a\""));
  }

  @Test
  void whatHasToWaitStandsApart() {
    String html =
        "<html><body><p>mark</p>"
            + chapter("a", "#a")
            + TEXT
            + TEXT
            + chapter("b", "#b")
            + "<h2 id=\"c\">C</h2><p>mark</p><h2 id=\"d\" class=\"flow\">D</h2></body></html>";

    List<ReportPart> parts = ReportPart.of(html, 2, chapter -> chapter.contains("mark"));

    assertEquals(List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("c", "d")), ids(parts));
  }

  private static List<Set<String>> ids(List<ReportPart> parts) {
    return parts.stream().map(ReportPart::ids).toList();
  }

  private static String chapter(String id, String link) {
    return "<h2 id=\"" + id + "\">" + id + "</h2><a href=\"" + link + "\">x</a>" + TEXT;
  }
}
