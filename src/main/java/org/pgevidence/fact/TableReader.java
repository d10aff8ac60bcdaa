package org.pgevidence.fact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link TableWriter} wrote. Columns are matched by name: one that an older snapshot
 * lacks reads as null when it may be null; one that this version does not know is passed over.
 */
final class TableReader {
  private TableReader() {}

  /**
   * Hands over each row, or those whose lines the filter lets through; throws IOException with file
   * and line (among those read) of the first fault.
   */
  static void read(TableSchema table, Path file, Optional<LineFilter> filter, Consumer<Row> action)
      throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream whole = open(file, raw);
        InputStream in = filter.isPresent() ? filter.get().over(whole) : whole;
        JsonParser parser = Json.FACTORY.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + ": the first line is not an array of column names");
      }
      int[] positions = positions(table, file, parser);
      long line = 1;
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        line++;
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        int width = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Object value = Json.value(parser);
          if (width < positions.length && positions[width] >= 0) {
            values[positions[width]] =
                fit(table.columns().get(positions[width]), value, file, line);
          }
          width++;
        }
        if (width != positions.length) {
          throw new IOException(
              file + ":" + line + ": " + width + " values for " + positions.length + " columns");
        }
        action.accept(new Row(table, values));
      }
      if (parser.currentToken() != null) {
        throw new IOException(
            file + ":" + (line + 1) + ": expected an array, met " + parser.currentToken());
      }
    }
  }

  private static InputStream open(Path file, InputStream raw) throws IOException {
    return file.toString().endsWith(".gz")
        ? new GZIPInputStream(raw, 1 << 16)
        : new BufferedInputStream(raw, 1 << 16);
  }

  private static int[] positions(TableSchema table, Path file, JsonParser parser)
      throws IOException {
    List<String> names = table.columnNames();
    List<Integer> positions = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      positions.add(names.indexOf(parser.getText()));
    }
    for (int i = 0; i < names.size(); i++) {
      if (!positions.contains(i) && !table.columns().get(i).isNullable()) {
        throw new IOException(
            file
                + ": column "
                + names.get(i)
                + " is missing; the snapshot was taken by another version");
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private static @Nullable Object fit(
      ColumnSchema column, @Nullable Object value, Path file, long line) throws IOException {
    boolean fits =
        switch (column.type()) {
          case INTEGER -> value instanceof Long;
          case REAL -> value instanceof Double || value instanceof Long;
          case TEXT -> value instanceof String;
        };
    if (value == null ? !column.isNullable() : !fits) {
      throw new IOException(
          file + ":" + line + ": column " + column.name() + " cannot hold " + value);
    }
    return column.type() == ColumnSchema.Type.REAL && value instanceof Long number
        ? (Object) number.doubleValue()
        : value;
  }
}
