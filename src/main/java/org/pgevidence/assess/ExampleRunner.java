package org.pgevidence.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * Runs the examples of checks. Columns left out take a neutral value: 0, '' or null; {@code
 * name_quoted} defaults to {@code name}, an oid to a running number from 16384, a single-row id to
 * 1; snapshot to 2026-01-01. Tables neither given nor missing are provided and empty.
 */
public final class ExampleRunner {
  private static final String NOW = "2026-01-01T00:00:00Z";
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("snapshot.system", "example"),
          Map.entry("snapshot.collected_at", NOW),
          Map.entry("snapshot.finished_at", NOW),
          Map.entry("server.version_num", 150000L),
          Map.entry("server.major", 15L),
          Map.entry("role.inherits", 1L),
          Map.entry("role.connection_limit", -1L),
          Map.entry("membership.inherits", 1L),
          Map.entry("membership.can_set", 1L),
          Map.entry("database.allows_connections", 1L),
          Map.entry("database.was_read", 1L));

  private final Catalog catalog;

  /** Examples see the views of this catalogue. */
  public ExampleRunner(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What went wrong in the examples of a check, a sentence each; empty when all came out. */
  public List<String> run(Check check) {
    List<String> wrong = new ArrayList<>();
    if (check.test() instanceof Check.Test.Query query) {
      for (Check.Example example : query.examples()) {
        run(check, example)
            .forEach(
                text ->
                    wrong.add(
                        check.file() + ":" + example.line() + ": " + check.id() + ": " + text));
      }
    }
    return wrong;
  }

  private List<String> run(Check check, Check.Example example) {
    CheckResult result;
    try (CheckStore store = CheckStore.load(facts(example), catalog.views())) {
      result = new CheckRunner(store, List.of(), catalog.views()).run(check, example.parameters());
    } catch (org.pgevidence.fact.UserFault e) {
      return List.of(e.getMessage());
    }
    List<String> wrong = new ArrayList<>();
    Set<String> failed =
        result.findings().stream()
            .map(Finding::subject)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> undecided =
        result.undecided().stream()
            .map(CheckResult.Undecided::subject)
            .collect(Collectors.toCollection(TreeSet::new));
    String why = result.reason().map(reason -> " (" + reason + ")").orElse("");
    if (!failed.equals(new TreeSet<>(example.fails()))) {
      wrong.add("expected to fail " + new TreeSet<>(example.fails()) + ", but met " + failed + why);
    }
    if (!undecided.equals(new TreeSet<>(example.undecided()))) {
      wrong.add(
          "expected undecided "
              + new TreeSet<>(example.undecided())
              + ", but met "
              + undecided
              + why);
    }
    example
        .verdict()
        .filter(verdict -> !verdict.equals(result.verdict().word()))
        .ifPresent(
            verdict ->
                wrong.add("expected " + verdict + ", but met " + result.verdict().word() + why));
    boolean isUnexpected =
        example.verdict().isEmpty()
            && example.fails().isEmpty()
            && example.undecided().isEmpty()
            && result.verdict() == Verdict.NOT_ASSESSED;
    if (isUnexpected && wrong.isEmpty()) {
      wrong.add(
          "expected objects that pass, but met not_assessed"
              + why
              + "; if that is meant, say verdict: not_assessed");
    }
    for (Finding finding : result.findings()) {
      for (String text : List.of(finding.sentence(), finding.fix(), finding.undo())) {
        if (text.contains("not known")) {
          wrong.add("a null stands in \"" + text + "\"; use ifnull() in the query");
        }
      }
    }
    return wrong;
  }

  private static MemoryFacts facts(Check.Example example) {
    MemoryFacts facts = new MemoryFacts();
    for (TableSchema table : Schema.standard().tables()) {
      if (example.missing().contains(table.name())) {
        continue;
      }
      facts.provide(table.name());
      List<Map<String, @Nullable Object>> rows =
          example.given().getOrDefault(table.name(), List.of());
      for (int i = 0; i < rows.size(); i++) {
        add(facts, table, rows.get(i), i);
      }
      if (rows.isEmpty() && List.of("snapshot", "server").contains(table.name())) {
        add(facts, table, new LinkedHashMap<>(), 0);
      }
    }
    return facts;
  }

  private static void add(
      MemoryFacts facts, TableSchema table, Map<String, @Nullable Object> given, int number) {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      ColumnSchema column = table.columns().get(i);
      values[i] =
          given.containsKey(column.name())
              ? given.get(column.name())
              : neutral(table, column, given, number);
    }
    facts.add(table.name(), values);
  }

  private static @Nullable Object neutral(
      TableSchema table, ColumnSchema column, Map<String, @Nullable Object> given, int number) {
    Object known = DEFAULTS.get(table.name() + "." + column.name());
    if (known != null) {
      return known;
    }
    boolean isKey = table.key().equals(List.of(column.name()));
    return switch (column.name()) {
      case "name_quoted" -> given.getOrDefault("name", "");
      case "name", "subject" ->
          given.getOrDefault("name_quoted", column.isNullable() ? null : column.name() + number);
      case "oid" -> 16384L + number;
      case "id" -> column.type() == ColumnSchema.Type.INTEGER ? (Object) 1L : "id" + number;
      default ->
          column.isNullable()
              ? null
              : switch (column.type()) {
                case INTEGER -> isKey ? (Object) (number + 1L) : 0L;
                case REAL -> 0.0;
                case TEXT -> isKey ? column.name() + number : text(column);
              };
    };
  }

  private static String text(ColumnSchema column) {
    if (column.documentation().startsWith("JSON array")) {
      return "[]";
    }
    return column.documentation().startsWith("JSON object") ? "{}" : "";
  }
}
