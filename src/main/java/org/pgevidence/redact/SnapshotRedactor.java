package org.pgevidence.redact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.TableWriter;

/** Writes a snapshot anew, row by row in the same order. */
final class SnapshotRedactor {
  private static final String GAPS = "gap";

  private SnapshotRedactor() {}

  static Snapshot write(Snapshot original, Redactor redactor, Pseudonyms pseudonyms, Path target)
      throws IOException {
    try (SnapshotWriter writer = SnapshotWriter.create(target)) {
      for (TableSchema table : Schema.standard().tables(TableSchema.Kind.FACT)) {
        if (original.isProvided(table.name()) && !table.name().equals(GAPS)) {
          TableWriter rows = writer.table(table.name());
          original.forEach(table.name(), row -> write(rows, redactor.row(row)));
        }
      }
      for (Gap gap : original.gaps()) {
        writer.gap(
            new Gap(
                gap.table(),
                redactor.prose(gap.database()),
                gap.extent(),
                gap.columns(),
                redactor.subject(gap.subject()),
                redactor.prose(gap.reason()),
                gap.missingRight().map(redactor::prose),
                redactor.prose(gap.remedy())));
      }
      return Snapshot.open(writer.finish(header(original, redactor, pseudonyms)));
    }
  }

  private static void write(TableWriter writer, @Nullable Object[] values) {
    try {
      writer.row(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> header(
      Snapshot original, Redactor redactor, Pseudonyms pseudonyms) throws IOException {
    Path inPack = original.directory().resolve("facts").resolve("snapshot.json");
    Path index = Files.exists(inPack) ? inPack : original.directory().resolve("snapshot.json");
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    if (Json.parse(Files.readString(index)) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> put(header, String.valueOf(key), value, redactor, pseudonyms));
    }
    header.remove("format");
    header.remove("files");
    header.put("redacted_from", "sha256:" + original.digest());
    return header;
  }

  private static void put(
      Map<String, @Nullable Object> to,
      String key,
      @Nullable Object value,
      Redactor redactor,
      Pseudonyms pseudonyms) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((inner, item) -> put(copy, String.valueOf(inner), item, redactor, pseudonyms));
      to.put(key, copy);
    } else if (value instanceof String text) {
      to.put(
          key,
          switch (key) {
            case "os_user" -> pseudonyms.person(text);
            case "role" -> pseudonyms.role(text);
            case "host" -> pseudonyms.host(text);
            case "address" -> redactor.hostPort(text);
            default -> text;
          });
    } else {
      to.put(key, value);
    }
  }
}
