package org.pgevidence.render;

import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Cells and sheet names of access-review.xlsx: text and numbers, never formulas. */
final class ReviewCells {
  private static final int LONGEST = 32_000;

  private ReviewCells() {}

  /** Writes one row: numbers as numbers, all else as text. */
  static void row(Worksheet sheet, int index, List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof Number number) {
        sheet.value(index, i, number);
      } else {
        sheet.value(index, i, text(String.valueOf(cells.get(i))));
      }
    }
  }

  /** Name of a database's sheet, unlike those that are taken. */
  static String sheetName(String database, Set<String> taken) {
    String safe = text(database).replaceAll("[\\[\\]:*?/\\\\']", "_");
    String name =
        "db "
            + safe.substring(
                0, safe.offsetByCodePoints(0, Math.min(20, safe.codePointCount(0, safe.length()))));
    name = name.length() > 26 ? name.substring(0, 24) : name;
    String unique = name;
    for (int i = 2; !taken.add(unique.toLowerCase(java.util.Locale.ROOT)); i++) {
      unique = name + " " + i;
    }
    return unique;
  }

  /** Text as a cell may hold it: what does not show as its code point, cut at the cell's limit. */
  static String text(String value) {
    String clean = Visible.shown(value);
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
