package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgevidence.fact.MemoryFacts;

/** Statements behind others in one message: found, also where the log does not begin with them. */
class AccessStatementsTest {
  private static final String PREFIX =
      "2026-11-22 10:00:00.000 UTC [1] user=ann,db=shop LOG:  statement: ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "select 1; grant a to b; ~ grant a b",
        "select 1;grant a to b ~ grant a b",
        "select 1; /* why */ revoke a from b; select 2; ~ revoke a b",
        "insert into t values ('x;y'); select 1; drop role c; ~ drop role c",
        "select 1; ~ ''",
        "select 'grant'; update t set x = 1; ~ ''",
      })
  void statementBehindASemicolonCounts(String sql, String acts) throws IOException {
    String expected = acts.equals("''") ? "" : acts;

    assertEquals(expected, acts("server.log", PREFIX + sql + "\n"));
    assertEquals(expected, acts("server.json", json(sql)));
  }

  @Test
  void textThatGoesOnInTheNextLineCounts() throws IOException {
    assertEquals("grant a b", acts("a.log", PREFIX + "select 1;\n\tgrant a to b;\n"));
    assertEquals("grant a b", acts("b.log", PREFIX + "select 1;\n\tselect 2;\n\tgrant a to b\n"));
    assertEquals("", acts("c.log", PREFIX + "select 1;\n\tselect 2;\n"));
    assertEquals("grant a b", acts("d.json", json("select 1;\\n\\tgrant a to b;")));
  }

  @Test
  void whoAndWhenComeFromThePrefix() throws IOException {
    var row =
        read("server.log", PREFIX + "select 1;\n\tgrant a to b;\n")
            .rows("access_statement")
            .getFirst();

    assertEquals("ann", row.text("actor"));
    assertEquals("shop", row.text("actor_database"));
    assertEquals("2026-11-22T10:00:00Z", row.text("logged_at"));
    assertEquals(1, row.number("line"));
  }

  private static String json(String sql) {
    return "{\"timestamp\":\"2026-11-22 10:00:00.000 UTC\",\"user\":\"ann\",\"dbname\":\"shop\","
        + "\"pid\":1,\"error_severity\":\"LOG\",\"message\":\"statement: "
        + sql
        + "\",\"backend_type\":\"client backend\"}\n";
  }

  private String acts(String name, String text) throws IOException {
    return read(name, text).rows("access_statement").stream()
        .map(
            row ->
                List.of(
                        row.text("kind"),
                        named(row.textOrNull("role_name")),
                        named(row.textOrNull("grantee")))
                    .stream()
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }

  private static String named(@org.jspecify.annotations.Nullable String name) {
    return name == null ? "" : name;
  }

  private MemoryFacts read(String name, String text) throws IOException {
    Path log = folder.resolve(name);
    Files.writeString(log, text);
    return LogSamplesTest.read(List.of(log), LogOptions.DEFAULT);
  }
}
