package org.pgevidence.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Row;

/** The sheet of who may come in from where, how protected: whole, where the PDF shortens. */
final class NetworkSheet {
  static final String NAME = "Network access";

  private NetworkSheet() {}

  static void write(Report report, Workbooks sheets) throws IOException {
    if (!report.facts().isProvided("network_access")) {
      return;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    report.facts().forEach("network_access", row -> rows.add(cells(row)));
    sheets.sheet(
        NAME,
        List.of(
            "Place",
            "Ranges",
            "Users",
            "Number of users",
            "Superusers",
            "Databases",
            "Protection",
            "Method",
            "Rules",
            "Certain"),
        List.of(10, 40, 40, 10, 11, 30, 16, 15, 30, 9),
        rows);
  }

  private static List<@Nullable Object> cells(Row row) {
    return Workbooks.row(
        row.text("place"),
        row.text("ranges"),
        row.text("users"),
        row.number("user_count"),
        row.number("superuser_count"),
        row.text("databases"),
        row.text("protection"),
        row.text("method"),
        row.text("rules"),
        row.flag("is_certain") ? "yes" : "no");
  }
}
