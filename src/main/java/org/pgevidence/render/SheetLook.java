package org.pgevidence.render;

import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

/** How every sheet looks: its header line, wrapped text, and itself on paper. */
final class SheetLook {
  /** Columns at least as wide hold sentences, which are wrapped. */
  private static final int SENTENCE = 40;

  /** Programs fit the height of each wrapped line when they open a sheet: not of endless ones. */
  private static final int WRAPPED_ROWS = 5_000;

  private SheetLook() {}

  /** Header line and paper; the header stays in view and stands on each page. */
  static void head(Worksheet sheet, int columns) {
    sheet
        .range(0, 0, 0, columns - 1)
        .style()
        .bold()
        .wrapText(true)
        .verticalAlignment("bottom")
        .fillColor("E4EDF5")
        .borderStyle(org.dhatim.fastexcel.BorderSide.BOTTOM, "medium")
        .set();
    sheet.repeatRows(0);
    paper(sheet);
  }

  /** A4 across, as wide as the page. */
  static void paper(Worksheet sheet) {
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.footer("&A", Position.LEFT);
    sheet.footer("Page &P of &N", Position.RIGHT);
  }

  /** Sets every line to the top, and wraps sentences. */
  static void body(Worksheet sheet, List<Integer> widths, int rows) {
    if (rows == 0 || rows > WRAPPED_ROWS) {
      return;
    }
    for (int column = 0; column < widths.size(); column++) {
      sheet
          .range(1, column, rows, column)
          .style()
          .verticalAlignment("top")
          .wrapText(widths.get(column) >= SENTENCE)
          .set();
    }
  }
}
