package org.pgevidence.collect.drill;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts and hashes every table of the restored server and compares them with the manifest. */
final class Content {
  private final Optional<Manifest> manifest;
  private final ScratchServer server;
  private final Journal journal;
  private final Map<String, TableHashes.Content> missing = new HashMap<>();
  private int read;
  private int compared;
  private int different;
  private int unreadable;

  Content(Optional<Manifest> manifest, ScratchServer server, Journal journal) {
    this.manifest = manifest;
    this.server = server;
    this.journal = journal;
    manifest.ifPresent(one -> missing.putAll(one.tables()));
  }

  void compare() throws IOException {
    String all = TableHashes.DATABASES.replace("select datname", "select quote_literal(datname)");
    var databases = server.query("postgres", all);
    List<String> names = literals(databases.out());
    if (!databases.isOk()) {
      journal.outcome("content", false, "the databases could not be listed", databases);
      return;
    }
    for (String database : names) {
      tables(database);
    }
    conclude();
  }

  /** Names that the server quoted as literals, which may span lines. */
  private static List<String> literals(String text) {
    List<String> names = new java.util.ArrayList<>();
    var matcher = java.util.regex.Pattern.compile(" ?(E?)'((?:[^']|'')*)'\n").matcher(text);
    while (matcher.find()) {
      String name = matcher.group(2).replace("''", "'");
      names.add(matcher.group(1).isEmpty() ? name : name.replace("\\\\", "\\"));
    }
    return names;
  }

  private void tables(String database) throws IOException {
    String script = TableHashes.SETTINGS + TableHashes.QUERIES + "\\gexec\n";
    var answer = server.script(database, script, false);
    int expected = count(database);
    int seen = 0;
    for (String line : answer.out().lines().toList()) {
      Optional<TableHashes.Entry> entry = TableHashes.Entry.of(line);
      if (entry.isPresent()) {
        seen++;
        table(TableHashes.escaped(database) + ": " + entry.get().name(), entry.get().content());
      }
    }
    if (!answer.isOk() || seen != expected) {
      unreadable += Math.max(1, expected - seen);
    }
  }

  private int count(String database) throws IOException {
    int from = TableHashes.QUERIES.indexOf("from pg_catalog.pg_class");
    int order = TableHashes.QUERIES.lastIndexOf("order by");
    var answer =
        server.query(database, "select count(*) " + TableHashes.QUERIES.substring(from, order));
    return answer.isOk() ? Integer.parseInt(answer.out().strip()) : Integer.MAX_VALUE;
  }

  private void table(String name, TableHashes.Content content) {
    TableHashes.Content expected = missing.remove(name);
    boolean isEqual = content.equals(expected);
    read++;
    compared += expected == null ? 0 : 1;
    different += expected == null || isEqual ? 0 : 1;
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("row_count", Long.valueOf(content.rows()));
    row.put("content_hash", content.hash());
    row.put("expected_rows", expected == null ? null : Long.valueOf(expected.rows()));
    row.put("expected_hash", expected == null ? null : expected.hash());
    row.put("is_equal", expected == null ? null : (Boolean) isEqual);
    journal.table(row);
  }

  private void conclude() {
    String detail =
        read
            + " tables read"
            + (unreadable > 0 ? ", " + unreadable + " could not be read" : "")
            + (manifest.isPresent()
                ? ", " + compared + " compared with the manifest, " + different + " differ"
                : ", no manifest to compare with (--manifest)")
            + (missing.isEmpty() ? "" : ", " + missing.size() + " of the manifest are not there");
    if (unreadable > 0 || different > 0 || !missing.isEmpty()) {
      journal.fail("content", detail);
    } else if (compared > 0) {
      journal.pass("content", detail);
    } else {
      journal.notRun("content", detail);
    }
  }
}
