package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A query cannot fill the memory with few rows of long texts. */
class PopulationTest {
  private static Population read(long maxChars) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                """
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)
                select printf('%05d', i) as subject, 1 as pass, printf('%095d', i) as more from n
                """)) {
      return Population.read(result, maxChars);
    }
  }

  @Test
  void charactersAreCounted() throws SQLException {
    SQLException thrown = assertThrows(SQLException.class, () -> read(9_999));

    assertEquals("more than 9999 characters", thrown.getMessage());
    assertEquals(100, read(10_000).rows().size());
  }
}
