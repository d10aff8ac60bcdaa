package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgevidence.cli.Main;

/** Runs drills of a shop through the program's own command line. */
final class Drills {
  private final Shop shop;
  private int records;

  Drills(Shop shop) {
    this.shop = shop;
  }

  List<String> pgbackrest(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--pgbackrest", "shop", "--config", shop.folder + "/pgbackrest.conf"));
    all.addAll(List.of(more));
    return all;
  }

  List<String> broken(String repository, String... more) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--pgbackrest",
                "shop",
                "--repo",
                "2",
                "--config",
                shop.folder + "/" + repository + ".conf"));
    all.addAll(List.of(more));
    return all;
  }

  List<String> barman(String... more) {
    List<String> all =
        new ArrayList<>(List.of("--barman", "shop", "--config", shop.folder + "/barman.conf"));
    all.addAll(List.of(more));
    return all;
  }

  List<String> folder(String name) {
    return List.of("--folder", shop.folder + "/" + name);
  }

  String[] arguments(List<String> options, Path record) {
    List<String> all = new ArrayList<>(List.of("drill"));
    all.addAll(options);
    all.addAll(Account.runAs());
    all.addAll(
        List.of("--timeout", "60", "--scratch", shop.folder + "/scratch", "-o", record.toString()));
    return all.toArray(String[]::new);
  }

  /** Runs a drill and reads its record. */
  DrillResult drill(int code, List<String> options) throws IOException {
    Path record = shop.folder.resolve("record-" + ++records + ".json");
    run(code, arguments(options, record));
    return DrillResult.read(record);
  }

  static String run(int code, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int met = Main.run(print, print, arguments);
    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(code, met, text);
    return text;
  }
}
