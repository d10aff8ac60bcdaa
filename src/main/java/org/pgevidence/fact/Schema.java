package org.pgevidence.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All tables that a check can read, parsed from {@code schema/{fact,derived,context}/*.sql}.
 *
 * <p>The files are the dictionary: a table is a comment, {@code create table name (}, one column a
 * line with its comment behind it, an optional primary key line, and {@code ) strict;}. Anything
 * else fails the tests.
 */
public final class Schema {
  private static final Map<TableSchema.Kind, List<String>> FILES =
      Map.of(
          TableSchema.Kind.FACT, List.of("meta", "cluster", "catalog", "acl", "network", "backup"),
          TableSchema.Kind.DERIVED, List.of("derivation", "privilege", "hba", "backup"),
          TableSchema.Kind.CONTEXT, List.of("context"));
  private static final Pattern TABLE =
      Pattern.compile(
          "((?:--[^\\n]*\\n)+)create table (\\w+) \\(\\n(.*?)\\n\\) strict;", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile("\\s+(\\w+) (integer|real|text)\\b([^,]*?),?\\s+-- (.+)");
  private static final Pattern KEY = Pattern.compile("\\s+primary key \\(([^)]+)\\),?");
  private static final Schema STANDARD = load();

  private final Map<String, TableSchema> tables;

  private Schema(Map<String, TableSchema> tables) {
    this.tables = tables;
  }

  /** The schema that is shipped with this version. */
  public static Schema standard() {
    return STANDARD;
  }

  /** All tables: facts first, then derived, then context; in the order of the files. */
  public List<TableSchema> tables() {
    return List.copyOf(tables.values());
  }

  /** Tables of one kind, in the order of the files. */
  public List<TableSchema> tables(TableSchema.Kind kind) {
    return tables.values().stream().filter(table -> table.kind() == kind).toList();
  }

  /** A table by name; empty when there is none. */
  public Optional<TableSchema> find(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** A table by name. Throws IllegalArgumentException when there is none: a bug. */
  public TableSchema table(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
  }

  private static Schema load() {
    Map<String, TableSchema> tables = new LinkedHashMap<>();
    for (TableSchema.Kind kind : TableSchema.Kind.values()) {
      for (String file : FILES.getOrDefault(kind, List.of())) {
        String path =
            "/schema/" + kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + file + ".sql";
        parse(kind, read(path)).forEach(table -> tables.put(table.name(), table));
      }
    }
    return new Schema(tables);
  }

  private static String read(String path) {
    try (InputStream in = Schema.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource " + path + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TableSchema> parse(TableSchema.Kind kind, String sql) {
    List<TableSchema> found = new ArrayList<>();
    Matcher matcher = TABLE.matcher(sql);
    while (matcher.find()) {
      List<ColumnSchema> columns = new ArrayList<>();
      List<String> key = new ArrayList<>();
      for (String line : matcher.group(3).split("\n", -1)) {
        Matcher column = COLUMN.matcher(line);
        Matcher keyLine = KEY.matcher(line);
        if (column.matches()) {
          boolean isKey = column.group(3).contains("primary key");
          boolean isNullable = !isKey && !column.group(3).contains("not null");
          var type = ColumnSchema.Type.valueOf(column.group(2).toUpperCase(java.util.Locale.ROOT));
          columns.add(new ColumnSchema(column.group(1), type, isNullable, column.group(4)));
          if (isKey) {
            key.add(column.group(1));
          }
        } else if (keyLine.matches()) {
          key.addAll(List.of(keyLine.group(1).split(", ", -1)));
        } else {
          throw new IllegalStateException(
              "schema of " + matcher.group(2) + ": cannot read line: " + line);
        }
      }
      String ddl = "create table " + matcher.group(2) + " (\n" + matcher.group(3) + "\n) strict";
      String documentation = matcher.group(1).replaceAll("(?m)^-- ?", "").strip();
      found.add(new TableSchema(matcher.group(2), kind, ddl, documentation, columns, key));
    }
    return found;
  }
}
