package org.pgevidence.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Sheets with a frozen, filtered header line, written the same each time. All text is stored as
 * text: a name that begins with = is never a formula.
 */
final class Workbooks {
  /** Lines that one sheet holds below its header. */
  private static final int SHEET_ROWS = 1_048_575;

  /** Characters that one cell holds; longer text is cut and says so. */
  private static final int CELL = 32_767;

  private final Workbook workbook;

  private Workbooks(Workbook workbook) {
    this.workbook = workbook;
  }

  /** What fills a workbook. */
  interface Filling {
    void fill(Workbooks sheets) throws IOException;
  }

  /** A cell that opens a page of report.pdf. */
  record PageLink(String page) {}

  /** Writes a workbook whose entries carry the given date instead of the clock's. */
  static void write(OutputStream out, LocalDateTime when, Filling filling) throws IOException {
    Path raw = Files.createTempFile("pgevidence", ".xlsx");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(raw));
          Workbook workbook = new Workbook(file, "pgevidence", "1.0")) {
        workbook.setCompressionLevel(Deflater.BEST_SPEED); // it is written again below
        filling.fill(new Workbooks(workbook));
      }
      date(raw, when, out);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private static void date(Path raw, LocalDateTime when, OutputStream out) throws IOException {
    try (ZipFile file = new ZipFile(raw.toFile());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        ZipEntry dated = new ZipEntry(entry.getName());
        dated.setTimeLocal(when);
        zip.putNextEntry(dated);
        try (InputStream in = file.getInputStream(entry)) {
          if (entry.getName().equals("docProps/core.xml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String date = ">" + when.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + "Z<";
            zip.write(
                text.replaceAll(">\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z<", date)
                    .getBytes(StandardCharsets.UTF_8));
          } else {
            in.transferTo(zip);
          }
        }
        zip.closeEntry();
      }
    }
  }

  /** Adds a sheet; one that is too long goes on in a second one. */
  void sheet(
      String name, List<String> header, List<Integer> widths, List<List<@Nullable Object>> rows)
      throws IOException {
    int part = 0;
    do {
      int from = part * SHEET_ROWS;
      List<List<@Nullable Object>> some =
          rows.subList(from, Math.min(rows.size(), from + SHEET_ROWS));
      one(part == 0 ? name : name + " " + (part + 1), header, widths, some);
      part++;
    } while ((long) part * SHEET_ROWS < rows.size());
  }

  private void one(
      String name, List<String> header, List<Integer> widths, List<List<@Nullable Object>> rows)
      throws IOException {
    Worksheet sheet = workbook.newWorksheet(name);
    for (int column = 0; column < header.size(); column++) {
      sheet.width(column, widths.get(column));
      sheet.value(0, column, header.get(column));
    }
    SheetLook.head(sheet, header.size());
    sheet.freezePane(0, 1);
    sheet.setAutoFilter(0, 0, rows.size(), header.size() - 1);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        cell(sheet, row + 1, column, rows.get(row).get(column));
      }
    }
    SheetLook.body(sheet, widths, rows.size());
    sheet.finish();
  }

  private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Number number when Math.abs(number.doubleValue()) < 1e15 ->
          sheet.value(row, column, number);
      case PageLink link when link.page().isEmpty() -> {}
      case PageLink link ->
          sheet.hyperlink(
              row,
              column,
              HyperLink.external("report.pdf#page=" + link.page(), "page " + link.page()));
      default -> sheet.value(row, column, fitting(Visible.shown(value.toString())));
    }
  }

  private static String fitting(String text) {
    String note = " … cut, see findings.json";
    return text.length() <= CELL ? text : text.substring(0, CELL - note.length()) + note;
  }

  /** A row of cells. */
  static List<@Nullable Object> row(@Nullable Object... cells) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell);
    }
    return row;
  }
}
