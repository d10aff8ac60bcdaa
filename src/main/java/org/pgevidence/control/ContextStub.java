package org.pgevidence.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Schema;

/** Commented stubs of the context files and their JSON Schemas, both made from their fields. */
public final class ContextStub {
  private ContextStub() {}

  /** File name → content: a stub per context file, and its schema under schema/. */
  public static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (ContextFiles.Shape shape : ContextFiles.shapes()) {
      String schema = "schema/" + shape.file().replace(".yaml", ".schema.json");
      files.put(shape.file(), stub(shape, schema));
      files.put(schema, Json.pretty(schema(shape)));
    }
    return files;
  }

  private static String stub(ContextFiles.Shape shape, String schema) {
    StringBuilder out = new StringBuilder();
    out.append("# yaml-language-server: $schema=").append(schema).append('\n');
    out.append("# ").append(shape.purpose()).append('\n');
    out.append(
        "# Remove the # of what you use. The file counts as declared once it stands here without\n");
    out.append(
        "# the ending .stub; entries that you leave out are then declared as not existing.\n");
    out.append("version: 1\n");
    for (int i = 0; i < shape.fields().size(); i++) {
      String table = shape.tables().get(Math.min(i, shape.tables().size() - 1));
      field(out, shape.fields().get(i), table, shape, "");
    }
    return out.toString();
  }

  private static void field(
      StringBuilder out,
      ContextField field,
      String table,
      ContextFiles.Shape shape,
      String indent) {
    switch (field.kind()) {
      case OBJECT, LIST, MAP -> {
        out.append("# ").append(indent).append(field.key()).append(":\n");
        String deeper = indent + "  ";
        if (field.kind() == ContextField.Kind.MAP) {
          out.append("# ").append(deeper).append("name:\n");
          deeper += "  ";
        }
        String prefix = field.kind() == ContextField.Kind.LIST ? "- " : "";
        for (ContextField child : field.fields()) {
          field(out, child, child(field, table, shape), shape, deeper + prefix);
          prefix = prefix.isEmpty() ? "" : "  ";
        }
      }
      default ->
          out.append("# ")
              .append(indent)
              .append(String.format(Locale.ROOT, "%-24s", field.key() + ": " + sample(field)))
              .append("  # ")
              .append(field.isRequired() ? "required: " : "")
              .append(doc(field, table))
              .append('\n');
    }
  }

  private static String child(ContextField field, String table, ContextFiles.Shape shape) {
    return field.key().equals("columns") ? shape.tables().get(1) : table;
  }

  private static String sample(ContextField field) {
    return switch (field.kind()) {
      case FLAG -> "false";
      case COUNT -> "1";
      case DAY -> "2026-01-31";
      case INSTANT -> "2026-01-31T12:00:00Z";
      case DURATION -> "90d";
      case RELATION -> "db.public.customer";
      case TEXTS -> "[]";
      case WORD -> field.words().getFirst();
      default -> "…";
    };
  }

  private static String doc(ContextField field, String table) {
    String words = String.join(", ", field.words());
    String text =
        Schema.standard().table(table).columns().stream()
            .filter(column -> column.name().equals(field.column()))
            .map(ColumnSchema::documentation)
            .findFirst()
            .orElse(field.key().replace('_', ' '));
    return words.isEmpty() || text.contains(field.words().getFirst())
        ? text
        : text + " (" + words + ")";
  }

  private static Map<String, @Nullable Object> schema(ContextFiles.Shape shape) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("version", Map.of("const", 1));
    for (int i = 0; i < shape.fields().size(); i++) {
      String table = shape.tables().get(Math.min(i, shape.tables().size() - 1));
      ContextField field = shape.fields().get(i);
      properties.put(field.key(), schema(field, table, shape));
    }
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", shape.file());
    root.put("description", shape.purpose());
    root.put("type", "object");
    root.put("properties", properties);
    root.put("additionalProperties", false);
    return root;
  }

  private static Map<String, @Nullable Object> object(
      ContextField field, String table, ContextFiles.Shape shape) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    field
        .fields()
        .forEach(
            child -> properties.put(child.key(), schema(child, child(field, table, shape), shape)));
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    List<String> required =
        field.fields().stream()
            .filter(ContextField::isRequired)
            .map(ContextField::key)
            .collect(Collectors.toList());
    object.put("required", required);
    object.put("additionalProperties", false);
    return object;
  }

  private static Map<String, @Nullable Object> schema(
      ContextField field, String table, ContextFiles.Shape shape) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    switch (field.kind()) {
      case OBJECT -> schema.putAll(object(field, table, shape));
      case LIST -> {
        schema.put("type", "array");
        schema.put("items", object(field, table, shape));
      }
      case MAP -> {
        schema.put("type", "object");
        schema.put("additionalProperties", object(field, table, shape));
      }
      case TEXTS -> {
        schema.put("type", List.of("array", "string"));
        schema.put("items", Map.of("type", List.of("string", "number", "boolean")));
      }
      case WORD -> schema.put("enum", field.words());
      case FLAG -> schema.put("type", "boolean");
      case COUNT -> schema.put("type", "integer");
      case DAY -> schema.put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
      case DURATION -> schema.put("pattern", "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$");
      case TEXT, INSTANT, RELATION -> schema.put("type", List.of("string", "number", "boolean"));
    }
    if (!field.column().isEmpty()) {
      schema.put("description", doc(field, table));
    }
    return schema;
  }
}
