package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns get the room where it saves lines. */
class ColumnWidthsTest {
  @Test
  void longTextGetsTheRoomThatShortValuesDoNotNeed() {
    List<String> row = List.of("log_statement", "on", "x".repeat(60));

    List<Double> widths =
        ColumnWidths.percent(List.of("name", "value", "source file"), List.of(row, row));

    assertTrue(widths.get(2) > 2 * widths.get(0), widths.toString());
    assertTrue(widths.get(0) > widths.get(1), widths.toString());
    assertEquals(100, widths.stream().mapToDouble(Double::doubleValue).sum(), 0.2);
  }

  @Test
  void noHeadingWordIsBroken() {
    List<String> rows = List.of("", "y".repeat(4_000));

    List<Double> widths =
        ColumnWidths.percent(List.of("authentication", "reason"), Collections.nCopies(3, rows));

    assertTrue(widths.get(0) > 12, widths.toString());
  }

  @Test
  void longWordsOfCellsDoNotBreakHeadings() {
    List<String> headings = List.of("id", "attempted", "unknown", "from", "to", "last", "first");
    List<String> row =
        List.of(
            "z".repeat(40),
            "3",
            "0",
            "t".repeat(20),
            "t".repeat(20),
            "t".repeat(20),
            "t".repeat(20));

    List<Double> widths = ColumnWidths.percent(headings, List.of(row));

    assertTrue(widths.get(1) / 100 * 122 >= "attempted".length() + 2, widths.toString());
    assertTrue(widths.get(2) / 100 * 122 >= "unknown".length() + 2, widths.toString());
  }

  @Test
  void emptyTableHasWidths() {
    assertEquals(List.of(50.0, 50.0), ColumnWidths.percent(List.of("ab", "cd"), List.of()));
  }
}
