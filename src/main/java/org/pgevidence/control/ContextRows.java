package org.pgevidence.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.ContextValues.Entry;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Turns the entries of context files into rows. A key that stands twice is a fault. */
final class ContextRows {
  private final MemoryFacts tables;
  private final Path folder;
  private final Map<String, Set<List<@Nullable Object>>> keys = new HashMap<>();

  ContextRows(MemoryFacts tables, Path folder) {
    this.tables = tables;
    this.folder = folder;
  }

  void add(ContextFiles.Shape shape, Entry file) {
    if (shape.file().equals("objectives.yaml")) {
      objective(shape, file);
      return;
    }
    for (int i = 0; i < shape.fields().size(); i++) {
      ContextField list = shape.fields().get(i);
      String table = shape.tables().get(i);
      for (Entry entry : file.entries(list.key())) {
        entry(table, list.fields(), entry);
      }
    }
  }

  private void objective(ContextFiles.Shape shape, Entry file) {
    Map<String, @Nullable Object> values = new HashMap<>(Map.of("id", 1L));
    for (ContextField section : shape.fields()) {
      for (Entry entry : file.entries(section.key())) {
        values.putAll(columns(section.fields(), entry));
      }
    }
    row("objective", values, file);
  }

  private void entry(String table, List<ContextField> fields, Entry entry) {
    Map<String, @Nullable Object> values = columns(fields, entry);
    switch (table) {
      case "persona_kind" -> {
        values.put("name", entry.name());
        row(table, values, entry);
        for (String other : entry.texts("conflicts")) {
          pair(entry.name(), other);
          pair(other, entry.name());
        }
      }
      case "classified_table" -> classified(fields, entry, values);
      case "network" -> {
        List<String> addresses = entry.texts("addresses");
        if (addresses.isEmpty()) {
          entry.node().fault("network needs \"addresses\"");
        }
        addresses.forEach(address -> network(address, values, entry));
      }
      case "processor" -> {
        row(table, values, entry);
        for (String host : entry.texts("hosts")) {
          Map<String, @Nullable Object> child = new HashMap<>();
          child.put("host", host.toLowerCase(Locale.ROOT));
          child.put("processor", values.get("name"));
          row("processor_host", child, entry);
        }
      }
      case "recertification" -> {
        for (Entry decision : entry.entries("decisions")) {
          Map<String, @Nullable Object> child = new HashMap<>(values);
          columns(nested(fields, "decisions"), decision)
              .forEach(
                  (column, value) ->
                      child.merge(
                          column, value == null ? "" : value, (a, b) -> b.equals("") ? a : b));
          child.replaceAll((column, value) -> "".equals(value) ? null : value);
          row(table, child, decision);
        }
      }
      case "document" -> found(values, "path", entry, table);
      case "restore_test" -> found(values, "log", entry, table);
      default -> row(table, values, entry);
    }
  }

  private void pair(String persona, String other) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("persona", persona);
    values.put("other", other);
    if (isNew("persona_conflict", List.of(persona, other))) {
      insert("persona_conflict", values);
    }
  }

  private void classified(
      List<ContextField> fields, Entry entry, Map<String, @Nullable Object> values) {
    String category = String.valueOf(values.get("category"));
    for (Entry column : entry.entries("columns")) {
      Map<String, @Nullable Object> child = columns(nested(fields, "columns"), column);
      String own = String.valueOf(child.get("category"));
      if (ContextField.CATEGORIES.indexOf(own) > ContextField.CATEGORIES.indexOf(category)) {
        category = own;
      }
      child.put("database", values.get("database"));
      child.put("relation", values.get("relation"));
      child.put("name", column.name());
      row("classified_column", child, column);
    }
    values.put("category", category);
    row("classified_table", values, entry);
  }

  private void network(String address, Map<String, @Nullable Object> values, Entry entry) {
    Map<String, @Nullable Object> child = new HashMap<>(values);
    AddressRange.parse(address)
        .ifPresentOrElse(
            range -> {
              child.put("address", address);
              child.put("first_address", range.first());
              child.put("last_address", range.last());
              row("network", child, entry);
            },
            () ->
                entry
                    .node()
                    .fault(
                        "\"" + address + "\" is no address range such as 10.1.0.0/16 or fd00::/8"));
  }

  private void found(Map<String, @Nullable Object> values, String key, Entry entry, String table) {
    values.put("found_sha256", null);
    if (values.get(key) instanceof String name) {
      Path root = folder.toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      if (!file.startsWith(root)) {
        entry.node().fault("\"" + key + "\" must be a file below the context folder");
      } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try {
          values.put("found_sha256", Digest.hex(file));
        } catch (IOException e) {
          entry.node().fault("\"" + key + "\" could not be read: " + e.getMessage());
        }
      }
    }
    row(table, values, entry);
  }

  private static List<ContextField> nested(List<ContextField> fields, String key) {
    return fields.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow().fields();
  }

  private static Map<String, @Nullable Object> columns(List<ContextField> fields, Entry entry) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (ContextField field : fields) {
      Object value = entry.values().get(field.key());
      if (field.kind() == ContextField.Kind.RELATION && value instanceof String text) {
        int split = text.indexOf('\0');
        values.put("database", text.substring(0, split));
        values.put(field.column(), text.substring(split + 1));
      } else if (!field.column().isEmpty()) {
        values.put(field.column(), value);
      }
    }
    return values;
  }

  private boolean isNew(String table, List<@Nullable Object> key) {
    return keys.computeIfAbsent(table, name -> new HashSet<>()).add(key);
  }

  private void row(String table, Map<String, @Nullable Object> values, Entry entry) {
    TableSchema schema = Schema.standard().table(table);
    for (ColumnSchema column : schema.columns()) {
      if (values.get(column.name()) == null && !column.isNullable()) {
        return; // its fault was noted when the value was read
      }
    }
    List<@Nullable Object> key = new java.util.ArrayList<>();
    schema.key().forEach(column -> key.add(values.get(column)));
    if (isNew(table, key)) {
      insert(table, values);
    } else {
      entry.node().fault("this entry stands here twice: " + key);
    }
  }

  private void insert(String table, Map<String, @Nullable Object> values) {
    TableSchema schema = Schema.standard().table(table);
    @Nullable Object[] row = new @Nullable Object[schema.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(schema.columns().get(i).name());
    }
    tables.add(table, row);
  }
}
