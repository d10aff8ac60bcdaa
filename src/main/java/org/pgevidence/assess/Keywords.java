package org.pgevidence.assess;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Words that the server's {@code quote_ident()} quotes, from fact table keyword. */
final class Keywords {
  private Keywords() {}

  /** Without the facts every word but plain ones with a digit or underscore counts as one. */
  static Predicate<String> of(CheckStore store) {
    if (!store.isProvided("keyword")) {
      return word -> true;
    }
    Set<String> words = new HashSet<>();
    try (Statement statement = store.connection().createStatement();
        ResultSet rows = statement.executeQuery("select word from keyword where category <> 'U'")) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return words::contains;
  }
}
