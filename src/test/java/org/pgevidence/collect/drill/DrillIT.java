package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drills against real repositories of pgBackRest and Barman and a base backup of PostgreSQL. */
class DrillIT {
  private static StockedShop shop;
  private static Drills drills;

  @BeforeAll
  static void stock() throws IOException {
    shop = StockedShop.get();
    drills = new Drills(shop);
  }

  @Test
  void encryptedChainWithManifestPasses() throws IOException {
    List<Path> before = StockedShop.segments(shop.folder.resolve("repo2"));

    DrillResult record =
        drills.drill(0, drills.pgbackrest("--repo", "1", "--manifest", shop.manifest.toString()));

    assertEquals("pass", record.fact("result"));
    assertTrue(String.valueOf(record.fact("label")).matches("\\d{8}-\\d{6}F_\\d{8}-\\d{6}I"));
    assertEquals("name", record.fact("target_type"));
    assertEquals(true, record.fact("target_reached"));
    assertEquals(record.fact("expected_system_identifier"), record.fact("system_identifier"));
    assertEquals(
        shop.sql("postgres", "select system_identifier from pg_control_system()"),
        record.fact("system_identifier"));
    assertEquals(2L, record.fact("timeline"));
    assertEquals(true, record.fact("scratch_removed"));
    double parts = record.seconds("restore_s") + record.seconds("recovery_s");
    assertEquals(parts, record.seconds("rto_s"), 0.002);
    assertEquals(
        "amcheck pass, checksums pass, cleanup pass, content pass, restore pass, rpo not run, start pass, system_identifier pass, target pass",
        record.results());
    assertEquals(
        Map.of(
            "orders: public.customer", 502L,
            "orders: public.\"odd | \"\"name\"\"\\ntwo\"", 2L,
            "orders: public.old_order", 2000L),
        record.rows());
    assertEquals(
        before, StockedShop.segments(shop.folder.resolve("repo2")), "nothing was archived");
    assertTrue(lines(shop.folder.resolve("scratch")).isEmpty());
  }

  @Test
  void endOfArchiveOfPlainRepositoryMeetsTheExpectedPoint() throws IOException {
    Path sql =
        shop.write("own.sql", "\\c orders\nselect count(*) = 504 from customer; select 'fine';\n");

    DrillResult record =
        drills.drill(
            0,
            drills.pgbackrest(
                "--repo",
                "2",
                "--set",
                shop.first("2"),
                "--expected-at",
                shop.lastSale.toString(),
                "--rpo",
                "60",
                "--sql",
                sql.toString()));

    assertEquals("pass", record.fact("result"));
    assertEquals("default", record.fact("target_type"));
    assertTrue(record.seconds("rpo_s") < 60);
    assertEquals("pass", record.check("wal").split(":")[0]);
    assertEquals("pass", record.check("rpo").split(":")[0]);
    assertEquals("pass", record.check("sql").split(":")[0]);
    assertEquals(503L + 1, record.rows().get("orders: public.customer"));
  }

  @Test
  void timeTargetTakesTheNewestBackupBeforeIt() throws IOException {
    DrillResult record =
        drills.drill(0, drills.pgbackrest("--repo", "1", "--target-time", shop.afterManifest));

    assertEquals("pass", record.fact("result"));
    assertEquals(true, record.fact("target_reached"));
    assertEquals(503L, record.rows().get("orders: public.customer"));
    String reached = String.valueOf(record.fact("last_transaction_at"));
    assertFalse(
        Instant.parse(reached).isAfter(Instant.parse(String.valueOf(record.fact("target_at")))));
  }

  @Test
  void gapInTheArchiveFailsWithoutAndWithTarget() throws IOException {
    DrillResult open = drills.drill(1, drills.broken("gap"));
    DrillResult target =
        drills.drill(
            1, drills.broken("gap", "--target-time", Instant.now().plusSeconds(60).toString()));

    assertEquals("fail", open.fact("result"));
    assertEquals("pass", open.check("start").split(":")[0], "the server opens as if all was well");
    assertEquals("fail", open.check("wal").split(":")[0]);
    assertEquals("fail", target.fact("result"));
    assertEquals(
        "fail: the server stopped: recovery ended before configured recovery target was reached",
        target.check("target"));
    assertEquals(false, target.fact("target_reached"));
  }

  @Test
  void corruptRepositoryFileFailsTheRestore() throws IOException {
    DrillResult record = drills.drill(1, drills.broken("hit"));

    assertEquals("fail", record.fact("result"));
    assertEquals("cleanup pass, restore fail", record.results());
    assertTrue(
        String.valueOf(record.fact("reason")).contains("restore: ERROR: ["), record.toString());
  }

  @Test
  void pageDamageInsideSuccessfulBackupFails() throws IOException {
    DrillResult record =
        drills.drill(1, drills.pgbackrest("--repo", "2", "--set", shop.damagedSet));

    assertEquals("fail", record.fact("result"));
    assertEquals("pass", record.check("restore").split(":")[0]);
    assertEquals("fail", record.check("amcheck").split(":")[0]);
    assertEquals("fail", record.check("checksums").split(":")[0]);
    assertEquals("fail", record.check("content").split(":")[0]);
  }

  @Test
  void wrongTargetAndWrongSourceFail() throws IOException {
    DrillResult target =
        drills.drill(1, drills.pgbackrest("--repo", "1", "--target-name", "no such point"));
    DrillResult source =
        drills.drill(1, drills.pgbackrest("--repo", "1", "--expected-system", "42"));

    assertEquals("fail", target.check("target").split(":")[0]);
    assertEquals("fail", source.check("system_identifier").split(":")[0]);
    assertEquals("pass", source.check("amcheck").split(":")[0]);
  }

  @Test
  void changedContentAndOwnSqlFail() throws IOException {
    Path other =
        shop.write(
            "other-manifest.txt",
            Files.readString(shop.manifest).replace("public.customer|502|", "public.customer|503|")
                + "orders: public.gone|1|1\n");
    Path sql = shop.write("false.sql", "select 1 = 2;\n");

    DrillResult record =
        drills.drill(1, drills.pgbackrest("--manifest", other.toString(), "--sql", sql.toString()));

    assertEquals(
        "fail: 3 tables read, 3 compared with the manifest, 1 differ, 1 of the manifest are not there",
        record.check("content"));
    assertEquals("fail: own SQL returned a row that is false", record.check("sql"));
  }

  @Test
  void barmanBackupWithTablespacePassesAndLeavesTheOriginalAlone() throws IOException {
    Path original =
        Path.of(shop.data())
            .resolve(shop.sql("orders", "select pg_relation_filepath('old_order')"));
    Object before = Files.getAttribute(original.toRealPath(), "unix:ino");

    DrillResult record = drills.drill(0, drills.barman("--manifest", shop.manifest.toString()));

    assertEquals("pass", record.fact("result"));
    assertEquals(502L, record.rows().get("orders: public.customer"));
    assertEquals("pass", record.check("content").split(":")[0]);
    assertEquals(before, Files.getAttribute(original.toRealPath(), "unix:ino"));
  }

  @Test
  void baseBackupFolderPassesAndItsDamageIsSeen() throws IOException {
    DrillResult good = drills.drill(0, drills.folder("base"));
    shop.must("cp", "-a", shop.folder + "/base", shop.folder + "/base-hit");
    Path hit = shop.folder.resolve("base-hit").resolve("global/pg_filenode.map");
    byte[] bytes = Files.readAllBytes(hit);
    bytes[bytes.length - 1] ^= 1;
    Files.write(hit, bytes);
    DrillResult bad = drills.drill(1, drills.folder("base-hit"));

    assertEquals("pass", good.fact("result"));
    assertEquals("pass", good.check("verify").split(":")[0]);
    assertEquals(501L, good.rows().get("orders: public.customer"));
    assertEquals(2000L, good.rows().get("orders: public.old_order"));
    assertTrue(Files.exists(shop.folder.resolve("base/standby.signal")), "the backup is untouched");
    assertEquals("fail", bad.check("verify").split(":")[0]);
  }

  @Test
  void dryRunOnlyPrints() throws IOException {
    Path record = shop.folder.resolve("dry.json");

    String out = Drills.run(0, drills.arguments(drills.pgbackrest("--dry-run"), record));

    assertTrue(out.contains("pgbackrest --config="), out);
    assertTrue(out.contains("--archive-mode=off"), out);
    assertFalse(Files.exists(record));
  }

  @Test
  void isRefusedBeforeAnythingIsDone() throws IOException {
    Path huge = Files.createDirectories(shop.folder.resolve("huge"));
    Files.writeString(huge.resolve("PG_VERSION"), "15\n");
    Files.writeString(huge.resolve("backup_label"), "");
    try (var sparse = new java.io.RandomAccessFile(huge.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(1L << 43);
    }
    Path record = shop.folder.resolve("refused.json");

    assertTrue(
        Drills.run(2, drills.arguments(drills.folder("huge"), record)).contains("bytes under"));
    assertTrue(
        Drills.run(2, drills.arguments(drills.pgbackrest("--set", "20200101-000000F"), record))
            .contains("20200101-000000F"));
    assertTrue(
        Drills.run(
                2,
                drills.arguments(
                    List.of("--pgbackrest", "none", "--config", shop.folder + "/pgbackrest.conf"),
                    record))
            .contains("missing stanza path"));
    assertFalse(Files.exists(record));
    assertTrue(lines(shop.folder.resolve("scratch")).isEmpty());
  }

  private static List<Path> lines(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
