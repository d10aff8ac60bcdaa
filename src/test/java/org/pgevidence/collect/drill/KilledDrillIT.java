package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A drill that is ended from outside while its server runs and its own SQL is at work. */
class KilledDrillIT {
  @Test
  void killedDrillLeavesNothingRunningAndNamesWhatItLeft() throws Exception {
    DrillResult record = end("KILL", true);

    assertEquals("not run", record.fact("result"));
    assertEquals(null, record.fact("scratch_removed"));
    String reason = String.valueOf(record.fact("reason"));
    assertTrue(reason.matches(".*the scratch folder /\\S+/drill-\\d+ may still be there"), reason);
  }

  @Test
  void terminatedDrillCleansUpAndSaysSo() throws Exception {
    DrillResult record = end("TERM", false);

    assertEquals("not run", record.fact("result"));
    assertEquals(true, record.fact("scratch_removed"));
    assertEquals("pass: open for reading and writing", record.check("start"));
    String reason = String.valueOf(record.fact("reason"));
    assertTrue(reason.endsWith("its programs were stopped and the scratch folder removed"), reason);
  }

  private static DrillResult end(String signal, boolean isLeft) throws Exception {
    StockedShop shop = StockedShop.get();
    Path sql = shop.write(signal + ".sql", "select pg_sleep(600) /* asleep for the test */;\n");
    Path scratch = Account.own(Files.createDirectory(shop.folder.resolve("k" + signal)));
    Path record = shop.folder.resolve(signal + ".json");
    List<String> command =
        new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.pgevidence.cli.Main", "drill", "--folder", shop.folder + "/base"));
    command.addAll(List.of("--sql", sql.toString(), "--scratch", scratch.toString()));
    command.addAll(List.of("-o", record.toString()));
    command.addAll(Account.runAs());
    Process drill =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(shop.folder.resolve(signal + ".out").toFile())
            .start();

    List<ProcessHandle> children = awaitOwnSql(drill);
    new ProcessBuilder("kill", "-" + signal, Long.toString(drill.pid())).start().waitFor();

    assertTrue(drill.waitFor(60, TimeUnit.SECONDS));
    assertNotEquals(0, drill.exitValue());
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(isLeft, left.findAny().isPresent());
    }
    assertFalse(children.stream().anyMatch(ProcessHandle::isAlive));
    return DrillResult.read(record);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Waits until the server's own process for the sleeping statement is there; all descendants. */
  private static List<ProcessHandle> awaitOwnSql(Process drill)
      throws IOException, InterruptedException {
    while (drill.isAlive()) {
      List<ProcessHandle> all = drill.descendants().toList();
      if (all.stream().anyMatch(KilledDrillIT::isOwnSql)
          && all.stream().anyMatch(KilledDrillIT::isServer)) {
        return all;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the drill ended before its own SQL ran");
  }

  private static boolean isOwnSql(ProcessHandle process) {
    return words(process).anyMatch(word -> word.contains("/conf/script") && word.endsWith(".sql"))
        && words(process).anyMatch(word -> word.equals("dbname='postgres'"))
        && words(process).anyMatch(word -> word.equals("ON_ERROR_STOP=1"));
  }

  private static boolean isServer(ProcessHandle process) {
    return words(process).anyMatch(word -> word.contains("SELECT"));
  }

  private static Stream<String> words(ProcessHandle process) {
    try {
      return Stream.of(
          Files.readString(Path.of("/proc", process.pid() + "", "cmdline")).split("\0"));
    } catch (IOException e) {
      return Stream.empty(); // it has ended
    }
  }
}
