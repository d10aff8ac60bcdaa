package org.pgevidence.assess;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.ContextFiles;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * What partly read tables do to a check: objects that a gap touches are undecided, never passed.
 *
 * <p>Hidden columns touch every object (of the gap's database, or the one that the gap names) of a
 * check that reads them. Hidden rows touch the objects of a check that asks for them by name; a
 * check that asks for other rows by name is not touched; one that asks for all rows gets an entry
 * for the rows that it could not see.
 */
record GapRule(CheckStore store, List<Gap> gaps) {
  /** What the gaps do: reason for each row (null = not touched), and entries for unseen objects. */
  record Effect(List<@Nullable String> rowReasons, List<CheckResult.Undecided> unseen) {}

  Effect on(Reads reads, Set<String> literals, Population population) throws SQLException {
    List<@Nullable String> reasons =
        new ArrayList<>(Collections.nCopies(population.rows().size(), null));
    Map<String, CheckResult.Undecided> unseen = new LinkedHashMap<>();
    for (Gap gap : gaps) {
      if (!reads.tables().contains(gap.table()) || !store.isProvided(gap.table())) {
        continue;
      }
      boolean isMet =
          switch (gap.extent()) {
            case TABLE -> false;
            case COLUMNS ->
                Collections.disjoint(gap.columns(), reads.columns(gap.table()))
                    || touch(gap, population, reasons, gap.subject());
            case ROWS -> rows(gap, literals, population, reasons);
          };
      if (!isMet) {
        String name = gap.subject().isEmpty() ? gap.table() : gap.subject();
        String subject = gap.database().isEmpty() ? name : gap.database() + ": " + name;
        unseen.putIfAbsent(subject, new CheckResult.Undecided(subject, sentence(gap)));
      }
    }
    return new Effect(reasons, List.copyOf(unseen.values()));
  }

  private boolean rows(
      Gap gap, Set<String> literals, Population population, List<@Nullable String> reasons)
      throws SQLException {
    List<String> hidden = List.of(gap.subject().split(", ", -1));
    if (!gap.subject().isEmpty() && !Collections.disjoint(hidden, literals)) {
      touch(gap, population, reasons, "");
      return !population.rows().isEmpty();
    }
    return !gap.subject().isEmpty() && asksByName(gap.table(), literals);
  }

  /** Marks the rows that belong to the gap; false when there is none. */
  private static boolean touch(
      Gap gap, Population population, List<@Nullable String> reasons, String subject) {
    boolean isMet = false;
    int at = population.at("subject");
    int database = population.at("database");
    for (int i = 0; i < population.rows().size(); i++) {
      List<@Nullable Object> row = population.rows().get(i);
      String name = String.valueOf(row.get(at));
      boolean inDatabase =
          gap.database().isEmpty()
              || name.startsWith(gap.database() + ": ")
              || (database >= 0 && gap.database().equals(row.get(database)));
      boolean isNamed = subject.isEmpty() || name.equals(subject) || row.contains(subject);
      if (inDatabase && isNamed) {
        isMet = true;
        reasons.set(i, sentence(gap));
      }
    }
    return isMet;
  }

  private boolean asksByName(String tableName, Set<String> literals) throws SQLException {
    TableSchema table = Schema.standard().table(tableName);
    if (table.key().size() != 1 || literals.isEmpty()) {
      return false;
    }
    if (gaps.stream()
        .anyMatch(gap -> gap.table().equals(tableName) && literals.contains(gap.subject()))) {
      return true;
    }
    String sql = "select 1 from " + tableName + " where " + table.key().getFirst() + " = ?";
    try (PreparedStatement statement = store.connection().prepareStatement(sql)) {
      for (String literal : literals) {
        statement.setString(1, literal);
        try (ResultSet result = statement.executeQuery()) {
          if (result.next()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The gap of a whole table, or a reason that says that nobody provided it. */
  static String missing(String table, List<Gap> gaps) {
    Optional<Gap> gap = gaps.stream().filter(found -> found.table().equals(table)).findFirst();
    if (gap.isPresent()) {
      return sentence(gap.get());
    }
    return switch (Schema.standard().table(table).kind()) {
      case CONTEXT -> "context table " + table + " was not provided: " + ContextFiles.remedy(table);
      case DERIVED -> "table " + table + " could not be derived: an input was not read";
      case FACT -> "table " + table + " was not collected";
    };
  }

  private static String sentence(Gap gap) {
    String remedy = gap.remedy().isEmpty() ? "" : " Remedy: " + gap.remedy();
    return gap.reason() + (gap.reason().endsWith(".") ? "" : ".") + remedy;
  }
}
