package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;

/** What the installed tools print right now, taken by collect. */
class BackupToolsIT {
  private static StockedShop shop;
  private static Path outputs;
  private static Snapshot snapshot;

  @BeforeAll
  static void collect() throws IOException {
    shop = StockedShop.get();
    outputs = Files.createDirectory(shop.folder.resolve("outputs"));
    keep(
        "info.json",
        "pgbackrest",
        config(),
        "--stanza=shop",
        "--log-level-console=off",
        "--output=json",
        "info");
    keep("info.txt", "pgbackrest", config(), "--stanza=shop", "--log-level-console=off", "info");
    keep(
        "none.json",
        "pgbackrest",
        config(),
        "--stanza=none",
        "--log-level-console=off",
        "--output=json",
        "info");
    keep(
        "verify.txt",
        "pgbackrest",
        config(),
        "--stanza=shop",
        "--repo=2",
        "verify",
        "--output=text",
        "--verbose");
    keep("check.txt", "pgbackrest", config(), "--stanza=shop", "check");
    keep(
        "locked.txt",
        "pgbackrest",
        "--config=" + shop.folder + "/hit.conf",
        "--stanza=absent",
        "--repo=2",
        "backup");
    barman("list.json", "-f", "json", "list-backup", "shop");
    barman("show.json", "-f", "json", "show-backup", "shop", "latest");
    barman("show.txt", "show-backup", "shop", "latest");
    barman("check.barman", "check", "shop");
    keep("verifybackup.txt", Shop.BIN + "/pg_verifybackup", shop.folder + "/base");
    Path hit = shop.folder.resolve("base-cut");
    shop.must("cp", "-a", shop.folder + "/base", hit.toString());
    Files.delete(hit.resolve("global/pg_filenode.map"));
    keep("verifybackup-cut.txt", Shop.BIN + "/pg_verifybackup", hit.toString());
    dump("good", "--exclude-table-data=old_order", "orders");
    dump("bad", "no_such_database");
    Files.writeString(outputs.resolve("shopping-list.txt"), "milk\nbread\n");
    Path out = shop.folder.resolve("snapshot-tools");
    String printed =
        Drills.run(
            3,
            "collect",
            "-t",
            "host=" + shop.folder + " port=" + shop.port + " user=postgres",
            "-o",
            out.toString(),
            "--databases",
            "postgres",
            "--backup-log",
            outputs.toString(),
            "--backup-log",
            shop.folder.resolve("log").toString(),
            "--backup-log",
            shop.folder.resolve("base/backup_label").toString(),
            "--backup-log",
            shop.folder.resolve("base/backup_manifest").toString(),
            "--backup-log",
            shop.folder.resolve("nowhere").toString());
    assertTrue(printed.contains("shopping-list.txt"), printed);
    assertTrue(printed.contains("nowhere could not be read"), printed);
    snapshot = Snapshot.open(out);
  }

  private static String config() {
    return "--config=" + shop.folder + "/pgbackrest.conf";
  }

  private static void barman(String name, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("barman", "-c", shop.folder + "/barman.conf"));
    command.addAll(List.of(words));
    keep(name, command.toArray(String[]::new));
  }

  private static void dump(String name, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(Shop.BIN + "/pg_dump", "-v", "-Fc"));
    command.addAll(List.of("-h", shop.folder.toString(), "-p", "" + shop.port, "-U", "postgres"));
    command.addAll(List.of("-f", shop.folder + "/" + name + ".dump"));
    command.addAll(List.of(words));
    int code = keep("dump-" + name + ".stderr", command.toArray(String[]::new));
    Files.writeString(outputs.resolve("dump-" + name + ".rc"), code + "\n");
  }

  private static int keep(String name, String... command) throws IOException {
    Account.Output output = Account.run(shop.folder, command);
    Files.writeString(outputs.resolve(name), output.all());
    return output.code();
  }

  private static List<Row> rows(String table, Predicate<Row> wanted) {
    return snapshot.rows(table).stream().filter(wanted).toList();
  }

  private static Row only(String table, Predicate<Row> wanted) {
    List<Row> rows = rows(table, wanted);
    assertEquals(1, rows.size(), table + " " + rows);
    return rows.getFirst();
  }

  private static boolean isOf(Row row, String file) {
    return row.text("path").endsWith("/" + file);
  }

  @Test
  void everyFileIsRecognisedByItsContent() {
    Map<String, String> formats = new TreeMap<>();
    snapshot
        .rows("log_file")
        .forEach(row -> formats.put(row.text("path").replaceAll(".*/", ""), row.text("format")));

    assertEquals("unknown", formats.remove("shopping-list.txt"));
    assertEquals("unknown", formats.remove("nowhere"));
    assertEquals("pgbackrest-info-json", formats.get("info.json"));
    assertEquals("pgbackrest-info-text", formats.get("info.txt"));
    assertEquals("pgbackrest-log", formats.get("shop-backup.log"));
    assertEquals("barman-log", formats.get("barman.log"));
    assertEquals("postgresql-stderr", formats.get("server.log"));
    assertEquals("pg_verifybackup", formats.get("verifybackup.txt"));
    assertEquals("pg_dump", formats.get("dump-good.stderr"));
    assertEquals("backup_label", formats.get("backup_label"));
    assertEquals("backup_manifest", formats.get("backup_manifest"));
    assertTrue(formats.values().stream().noneMatch("unknown"::equals), formats.toString());
  }

  @Test
  void pgBackRestsOwnValuesAreKept() throws IOException {
    List<?> stanzas =
        (List<?>)
            Objects.requireNonNull(Json.parse(Files.readString(outputs.resolve("info.json"))));
    List<?> backups =
        (List<?>) Objects.requireNonNull(((Map<?, ?>) stanzas.getFirst()).get("backup"));
    List<Row> rows = rows("backup_run", row -> isOf(row, "info.json"));

    assertEquals(5, backups.size());
    assertEquals(backups.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Map<?, ?> backup = (Map<?, ?>) backups.get(i);
      Map<?, ?> times = (Map<?, ?>) Objects.requireNonNull(backup.get("timestamp"));
      Map<?, ?> info = (Map<?, ?>) Objects.requireNonNull(backup.get("info"));
      assertEquals(backup.get("label"), rows.get(i).text("label"));
      assertEquals(backup.get("type"), rows.get(i).text("type"));
      assertEquals(info.get("size"), rows.get(i).number("size_bytes"));
      assertEquals(
          java.time.Instant.ofEpochSecond((Long) Objects.requireNonNull(times.get("stop")))
              .toString(),
          rows.get(i).text("stopped_at"));
    }
    Row damaged =
        rows.stream()
            .filter(row -> shop.damagedSet.equals(row.text("label")))
            .findFirst()
            .orElseThrow();
    assertEquals(1, damaged.number("has_page_error"));
    assertEquals("none", damaged.text("encryption"));
    assertEquals("aes-256-cbc", rows.getFirst().text("encryption"));
    assertEquals(
        shop.sql("postgres", "select system_identifier from pg_control_system()"),
        rows.getFirst().text("system_identifier"));
    List<Row> none = rows("backup_repository", row -> isOf(row, "none.json"));
    assertEquals(2, none.size());
    assertTrue(none.stream().allMatch(row -> row.number("status_code") == 1));
  }

  @Test
  void pgBackRestsLogTellsEveryAttempt() {
    List<Row> runs = rows("backup_run", row -> isOf(row, "shop-backup.log"));

    assertEquals(
        List.of("full", "full", "diff", "incr", "full"),
        runs.stream().map(row -> row.text("type")).toList());
    assertTrue(runs.stream().allMatch(row -> row.text("result").equals("succeeded")));
    assertEquals(shop.damagedSet, runs.getLast().text("label"));
    assertEquals(1, runs.getLast().number("has_page_error"));
    assertTrue(runs.getLast().text("error").startsWith("invalid page checksum"));
    assertEquals(
        "failed", rows("backup_check", row -> isOf(row, "locked.txt")).getFirst().text("status"));
    assertEquals(
        "ok",
        rows("backup_check", row -> isOf(row, "check.txt") && row.text("name").equals("command"))
            .getFirst()
            .text("status"));
  }

  @Test
  void barmanAndTheServersOwnToolsAreKept() {
    Row listed = only("backup_run", row -> isOf(row, "list.json"));
    Row shown = only("backup_run", row -> isOf(row, "show.json"));

    assertEquals("succeeded", listed.text("result"));
    assertEquals(listed.text("label"), shown.text("label"));
    assertEquals(
        listed.text("stopped_at").substring(0, 19), shown.text("stopped_at").substring(0, 19));
    assertTrue(
        rows("backup_run", row -> isOf(row, "barman.log")).stream()
            .anyMatch(row -> listed.text("label").equals(row.textOrNull("label"))));
    assertEquals("clean", only("verify_run", row -> isOf(row, "verifybackup.txt")).text("result"));
    assertEquals(
        "damaged", only("verify_run", row -> isOf(row, "verifybackup-cut.txt")).text("result"));
    assertEquals(
        "succeeded", only("backup_run", row -> isOf(row, "dump-good.stderr")).text("result"));
    Row failed = only("backup_run", row -> isOf(row, "dump-bad.stderr"));
    assertEquals("failed", failed.text("result"));
    assertEquals(1, failed.number("exit_code"));
    assertTrue(
        rows("backup_run", row -> isOf(row, "backup_label"))
            .getFirst()
            .text("started_at")
            .startsWith("20"));
  }

  @Test
  void noPassphraseIsKept() throws IOException {
    for (String table : List.of("backup_run", "backup_check", "backup_repository", "log_file")) {
      assertTrue(
          snapshot.rows(table).stream()
              .noneMatch(row -> row.toString().contains("canary-passphrase")),
          table);
    }
  }
}
