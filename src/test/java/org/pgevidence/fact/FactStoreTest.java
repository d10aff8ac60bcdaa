package org.pgevidence.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The store of facts and its copies. */
class FactStoreTest {
  private static MemoryFacts facts() {
    return new MemoryFacts()
        .add("keyword", "select", "R")
        .add("keyword", "table", "R")
        .add("derivation", "hba", "1", "[]");
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      return rows.getLong(1);
    }
  }

  @Test
  void kindsAreLoadedOneByOneAndEachOnce() throws SQLException {
    try (FactStore store = FactStore.open()) {
      store.load(facts(), EnumSet.of(TableSchema.Kind.FACT));
      assertTrue(store.isProvided("keyword"));
      assertFalse(store.isProvided("derivation"));

      store.load(facts());

      assertEquals(2, count(store.connection(), "keyword"));
      assertEquals(1, count(store.connection(), "derivation"));
    }
  }

  @Test
  void copyHoldsTheSameAndIsOfItsOwn() throws SQLException {
    try (FactStore store = FactStore.open()) {
      store.load(facts());
      try (FactStore copy = store.copy(Long.MAX_VALUE).orElseThrow()) {
        store.connection().createStatement().execute("delete from keyword");
        copy.seal();

        assertTrue(copy.isProvided("keyword"));
        assertFalse(copy.isProvided("role"));
        assertEquals(2, count(copy.connection(), "keyword"));
        assertThrows(
            SQLException.class,
            () -> copy.connection().createStatement().execute("delete from keyword"));
      }
    }
  }

  @Test
  void largeStoreIsNotCopied() {
    try (FactStore store = FactStore.open()) {
      store.load(facts());

      assertEquals(Optional.empty(), store.copy(4096));
    }
  }
}
