package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pgevidence.backup.BackupEngine;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/**
 * Encryption of repositories that the installed tools wrote: reported, proven by bytes, not stated
 * or contradicted.
 */
class EncryptionIT {
  private static StockedShop shop;
  private static Path info;

  @BeforeAll
  static void stock() throws IOException {
    shop = StockedShop.get();
    info =
        shop.write(
            "encryption-info.json",
            shop.pgbackrest("--output=json", "--log-level-console=off", "info"));
  }

  @Test
  void infoAloneIsOnlyReported() throws IOException {
    assertEquals(
        Set.of("1 aes-256-cbc reported", "2 none reported"), said(derive(read(info)), "shop"));
  }

  @Test
  void eachRepositoryIsProvenByItsOwnBytes() throws IOException {
    MemoryFacts facts = read(info, shop.folder.resolve("repo1"), shop.folder.resolve("repo2"));

    assertEquals(Set.of("1 aes-256-cbc proven", "2 none proven"), said(derive(facts), "shop"));
    assertEquals(
        Set.of("repo1 encrypted", "repo2 plain"),
        facts.rows("repository_file").stream()
            .filter(row -> row.text("tool").equals("pgbackrest"))
            .map(row -> row.text("root").replaceAll(".*/", "") + " " + row.text("encryption"))
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("data", "info", "manifest", "wal"),
        facts.rows("repository_file").stream()
            .map(row -> row.text("kind"))
            .collect(Collectors.toSet()));
    assertEquals(List.of(), facts.gaps().stream().map(Gap::reason).toList());
  }

  @Test
  void bytesOfOneRepositoryProveNothingOfTheOther() throws IOException {
    assertEquals(
        Set.of("1 aes-256-cbc reported", "2 none proven"),
        said(derive(read(info, shop.folder.resolve("repo2"))), "shop"));
  }

  @Test
  void plainBytesContradictTheReportedCipher() throws IOException {
    String label = shop.first("1");
    Path manifest = shop.folder.resolve("copied/backup/shop/" + label + "/backup.manifest");
    Files.createDirectories(manifest.getParent());
    Files.writeString(
        manifest,
        shop.pgbackrest(
            "--repo=1",
            "--log-level-console=off",
            "repo-get",
            "backup/shop/" + label + "/backup.manifest"));

    Row backup =
        derive(read(info, shop.folder.resolve("copied"))).rows("backup").stream()
            .filter(row -> label.equals(row.textOrNull("label")))
            .findFirst()
            .orElseThrow();

    assertEquals("contradicted", backup.text("encryption_grade"));
  }

  @Test
  void rawBytesOfBundlesAreNoProof() throws IOException {
    Path bundle = shop.folder.resolve("raw/backup/shop/" + shop.first("1") + "/bundle/1");
    Files.createDirectories(bundle.getParent());
    byte[] bytes = new byte[8192];
    new java.util.Random(5).nextBytes(bytes);
    Files.write(bundle, bytes);

    MemoryFacts facts = read(bundle);

    assertTrue(facts.rows("repository_file").isEmpty());
    assertTrue(facts.rows("log_file").getFirst().text("note").contains("encrypted"));
  }

  /** Barman 3.4 cannot encrypt and says nothing of it; its files are plain. */
  @Test
  void barmanIsNotStatedWithoutItsFilesAndProvenPlainWithThem() throws IOException {
    Path list =
        shop.write(
            "encryption-barman.json", shop.barman("-f", "json", "show-backup", "shop", "latest"));

    assertEquals(Set.of(" null not stated"), said(derive(read(list)), "shop"));
    MemoryFacts facts = read(list, shop.folder.resolve("barman"));
    assertEquals(Set.of(" none proven"), said(derive(facts), "shop"));
    assertEquals(
        Set.of("data", "wal"),
        facts.rows("repository_file").stream()
            .map(row -> row.text("kind"))
            .collect(Collectors.toSet()));
  }

  @Test
  void dumpThroughGpgIsProvenEncryptedAndItsPlainTwinIsNot() throws IOException {
    Path folder =
        Files.createDirectories(Account.own(Files.createDirectory(shop.folder.resolve("dumps"))));
    Account.own(Files.createDirectory(folder.resolve("gnupg")));
    String dump =
        Shop.BIN + "/pg_dump -v -Fc -h %s -p %d -U postgres --exclude-table-data=old_order orders";
    String gpg =
        "gpg --homedir gnupg --batch --quiet --pinentry-mode loopback --passphrase canary --symmetric";
    shop.must(
        "bash",
        "-ceu",
        ("cd %s; chmod 700 gnupg; "
                + dump
                + " 2>night.stderr | "
                + gpg
                + " -o night.dump.gpg; echo 0 >night.rc; "
                + dump
                + " 2>day.stderr >day.dump; echo 0 >day.rc; gpgconf --homedir gnupg --kill all; rm -r gnupg")
            .formatted(folder, shop.folder, shop.port, shop.folder, shop.port));

    MemoryFacts facts = read(folder);

    assertEquals(
        Set.of("day.dump plain", "night.dump.gpg encrypted"),
        facts.rows("repository_file").stream()
            .map(row -> name(row) + " " + row.text("encryption"))
            .collect(Collectors.toSet()));
    Set<String> grades = new TreeSet<>();
    for (Row backup : derive(facts).rows("backup")) {
      grades.add(
          backup.text("id").replaceAll(".*/", "")
              + " "
              + backup.textOrNull("encryption")
              + " "
              + backup.text("encryption_grade"));
    }
    assertEquals(
        Set.of(
            "day.dump:1 none proven",
            "day.stderr:1 none proven",
            "night.stderr:1 encrypted proven"),
        grades);
    assertEquals(List.of(), facts.gaps().stream().map(Gap::reason).toList());
  }

  private static String name(Row row) {
    return row.text("path").replaceAll(".*/", "");
  }

  private static Set<String> said(MemoryFacts derived, String system) {
    Set<String> said = new TreeSet<>();
    for (Row row : derived.rows("backup")) {
      if (row.text("system").equals(system))
        said.add(
            row.text("repository")
                + " "
                + row.textOrNull("encryption")
                + " "
                + row.text("encryption_grade"));
    }
    assertFalse(said.isEmpty());
    return said;
  }

  private static MemoryFacts derive(MemoryFacts facts) {
    return new BackupEngine().derive(facts);
  }

  private static MemoryFacts read(Path... paths) throws IOException {
    MemoryFacts facts = new MemoryFacts();
    LogSources.TABLES.forEach(facts::provide);
    LogSources.read(
        "backup",
        Stream.of(paths).toList(),
        LogOptions.DEFAULT,
        new LogSink() {
          @Override
          public void row(String table, @Nullable Object... values) {
            facts.add(table, values);
          }

          @Override
          public void gap(Gap gap) {
            facts.add(gap);
          }
        });
    return facts;
  }
}
