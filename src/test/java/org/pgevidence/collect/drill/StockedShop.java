package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * The shop with its history: full, differential and incremental backups, a manifest at a restore
 * point, sales after it, broken copies of a repository, and a backup that holds a damaged page.
 * Made once for all tests, since it takes long.
 */
final class StockedShop extends Shop {
  private static @Nullable StockedShop only;

  final Path manifest;
  final Instant lastSale;
  final String afterManifest;
  final String damagedSet;

  static synchronized StockedShop get() throws IOException {
    StockedShop shop = only;
    if (shop == null) {
      shop = new StockedShop();
      only = shop;
      Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
    }
    return shop;
  }

  private StockedShop() throws IOException {
    sql("postgres", "create tablespace cold location '" + folder.resolve("ts") + "'");
    sql("postgres", "create database orders");
    sql(
        "orders",
        """
        create table customer (id int primary key, name text, t text);
        insert into customer select n, 'name ' || n, null from generate_series(1, 500) as n;
        create table "odd | ""name""
        two" (a int); insert into "odd | ""name""
        two" values (1), (1);
        create unlogged table cache (a int); insert into cache values (7);
        create table old_order (id int primary key, note text) tablespace cold;
        insert into old_order select n, repeat('x', 200) from generate_series(1, 2000) as n""");
    pgbackrest("--repo=1", "--type=full", "backup");
    pgbackrest("--repo=2", "--type=full", "backup");
    sql("orders", "insert into customer values (1001, 'after full', null)");
    pgbackrest("--repo=1", "--type=diff", "backup");
    sql("orders", "update customer set name = 'changed' where id = 7");
    pgbackrest("--repo=1", "--type=incr", "backup");
    must(
        Shop.BIN + "/pg_basebackup",
        "-D",
        folder + "/base",
        "-h",
        folder.toString(),
        "-p",
        Integer.toString(port),
        "-U",
        "postgres",
        "-c",
        "fast",
        "-R",
        "-T",
        folder + "/ts=" + folder + "/base-ts");
    barman("archive-wal", "shop");
    barman("backup", "--immediate-checkpoint", "--wait", "shop");
    sql("orders", "insert into customer values (1002, 'before the manifest', null)");
    manifest = folder.resolve("manifest.txt");
    Drills.run(
        0,
        "drill",
        "manifest",
        "-t",
        "host=" + folder + " port=" + port + " user=postgres",
        "--restore-point",
        "drill point",
        "-o",
        manifest.toString());
    archive();
    sql("orders", "insert into customer values (1003, 'after the manifest', null)");
    afterManifest = sql("orders", "select now()");
    archive();
    sql("orders", "insert into customer values (1004, 'last sale', null)");
    lastSale = Instant.now();
    archive();
    barman("archive-wal", "shop");
    breakCopies();
    damagedSet = damageSource();
  }

  /** Repositories as they are found when a segment was lost or a file was hit. */
  private void breakCopies() throws IOException {
    for (String name : List.of("gap", "hit")) {
      must("cp", "-a", folder + "/repo2", folder + "/" + name);
      write(name + ".conf", configuration("none", name));
    }
    List<Path> segments = segments(folder.resolve("gap"));
    Files.delete(segments.get(segments.size() - 3));
    Path customer =
        folder.resolve(
            "hit/backup/shop/"
                + newest("2")
                + "/pg_data/"
                + sql("orders", "select pg_relation_filepath('customer')")
                + ".gz");
    byte[] bytes = Files.readAllBytes(customer);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(customer, bytes);
  }

  static List<Path> segments(Path repository) throws IOException {
    try (Stream<Path> files = Files.walk(repository.resolve("archive"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}-\\w+\\.gz"))
          .sorted()
          .toList();
    }
  }

  String newest(String repository) throws IOException {
    return backups(repository).getLast();
  }

  String first(String repository) throws IOException {
    return backups(repository).getFirst();
  }

  private List<String> backups(String repository) throws IOException {
    String text =
        pgbackrest("--repo=" + repository, "--output=json", "--log-level-console=off", "info");
    Map<?, ?> stanza = (Map<?, ?>) list(Json.parse(text)).getFirst();
    return list(stanza.get("backup")).stream()
        .map(backup -> String.valueOf(((Map<?, ?>) backup).get("label")))
        .toList();
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  /** A page of the source is hit, and the backup of it "completes successfully". */
  private String damageSource() throws IOException {
    String file = sql("orders", "select pg_relation_filepath('old_order')");
    stop();
    Path page = Path.of(data()).resolve(file);
    byte[] bytes = Files.readAllBytes(page);
    Arrays.fill(bytes, 8192 + 4000, 8192 + 4100, (byte) 0x7f);
    Files.write(page, bytes);
    start();
    pgbackrest("--repo=2", "--type=full", "backup");
    return newest("2");
  }
}
