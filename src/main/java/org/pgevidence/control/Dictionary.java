package org.pgevidence.control;

import java.util.List;
import java.util.Locale;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** The tables that a check may read, as Markdown, from the schema itself. */
public final class Dictionary {
  /** Heading below which the dictionary stands in controls/README.md. */
  public static final String HEADING = "## The tables\n";

  private Dictionary() {}

  /** The section, heading included. */
  public static String section() {
    StringBuilder out = new StringBuilder(HEADING);
    out.append(
        "Made from the schema; a test compares it. Key columns are bold; a column that may be null says when.\n");
    for (TableSchema.Kind kind : TableSchema.Kind.values()) {
      List<TableSchema> tables = Schema.standard().tables(kind);
      if (!tables.isEmpty()) {
        out.append("\n### ").append(title(kind)).append('\n');
        tables.forEach(table -> table(out, table));
      }
    }
    return out.toString();
  }

  private static String title(TableSchema.Kind kind) {
    return switch (kind) {
      case FACT -> "Facts: what was read from the server and from logs";
      case DERIVED -> "Derived: what the engines conclude from facts";
      case CONTEXT -> "Context: what people declare in context files";
    };
  }

  private static void table(StringBuilder out, TableSchema table) {
    out.append("\n#### ").append(table.name()).append('\n');
    out.append(table.documentation().replace('\n', ' ')).append("\n\n");
    out.append("| column | type | |\n|---|---|---|\n");
    for (ColumnSchema column : table.columns()) {
      boolean isKey = table.key().contains(column.name());
      String name = "`" + column.name() + "`";
      out.append("| ").append(isKey ? "**" + name + "**" : name);
      out.append(" | ").append(column.type().name().toLowerCase(Locale.ROOT));
      out.append(column.isNullable() ? ", may be null" : "").append(" | ");
      out.append(column.documentation().replace("|", "\\|").replace("<", "&lt;"));
      out.append(" |\n");
    }
  }
}
