package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.UserFault;

/**
 * One restore drill from preflight to deletion. The record is written first as "not run" and again
 * at the end, so that a killed drill is seen as what it is.
 */
public final class Drill {
  private final DrillPlan plan;
  private final Path record;
  private final Commands commands;
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
  private final List<Map<String, @Nullable Object>> checks = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> tables = new ArrayList<>();
  private volatile @Nullable Process server;
  private volatile @Nullable Path scratch;

  /** A drill that writes its record to a file, which must not exist (UserFault, exit code 2). */
  public Drill(DrillPlan plan, Path record) {
    this.plan = plan;
    this.record = record;
    this.commands = new Commands(plan.runAs());
    if (Files.exists(record)) {
      throw UserFault.usage(
          "The drill record "
              + record
              + " exists already. Name another file; records are evidence and never overwritten.");
    }
  }

  /** Runs it; true when every check passed. */
  public boolean run() throws IOException {
    Source source = new Source(plan, commands);
    Source.Chosen chosen = source.choose();
    begin(chosen);
    Thread guard = new Thread(this::abandon, "drill-guard");
    Runtime.getRuntime().addShutdownHook(guard);
    try {
      prepare(chosen);
      drill(source, chosen);
    } finally {
      clean();
      Runtime.getRuntime().removeShutdownHook(guard);
      conclude();
    }
    return "pass".equals(facts.get("result"));
  }

  private void begin(Source.Chosen chosen) throws IOException {
    facts.put(
        "drill_id",
        "drill-" + Instant.now().truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("[:.]", "-"));
    facts.put("tool", plan.tool().name().toLowerCase(java.util.Locale.ROOT));
    facts.put("system", plan.system());
    facts.put("label", chosen.label());
    facts.put("backup_stopped_at", chosen.stoppedAt().orElse(null));
    facts.put("target_type", plan.targetType());
    facts.put("target", plan.target().orElse(null));
    facts.put(
        "target_at", plan.targetType().equals("time") ? time(plan.target().orElse("")) : null);
    facts.put("started_at", Instant.now().toString());
    facts.put("expected_at", plan.expectedAt().map(Instant::toString).orElse(null));
    facts.put(
        "expected_system_identifier",
        plan.expectedSystem().or(chosen::systemIdentifier).orElse(null));
    facts.put("operator", System.getProperty("user.name"));
    facts.put("host", host());
    facts.put("result", "not run");
  }

  static @Nullable String time(String text) {
    try {
      String iso = text.strip().replace(' ', 'T').replaceAll("([+-]\\d\\d)$", "$1:00");
      return java.time.OffsetDateTime.parse(iso).toInstant().toString();
    } catch (java.time.format.DateTimeParseException e) {
      throw UserFault.usage(
          "--target-time "
              + text
              + " is no time with an offset. Write it like 2026-11-22 15:48:11.05+00.");
    }
  }

  private static @Nullable String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return null;
    }
  }

  private void prepare(Source.Chosen chosen) throws IOException {
    Files.createDirectories(plan.scratchParent());
    long free = Files.getFileStore(plan.scratchParent()).getUsableSpace();
    if (free < chosen.bytes() * 12 / 10) {
      throw UserFault.usage(
          "The drill needs "
              + chosen.bytes() * 12 / 10
              + " bytes under "
              + plan.scratchParent()
              + ", but only "
              + free
              + " are free. Name another folder with --scratch.");
    }
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path folder = Files.createTempDirectory(plan.scratchParent(), "drill-", mode);
    scratch = folder;
    commands.own(folder);
    for (String name : List.of("data", "conf", "socket", "tablespaces", "lock")) {
      commands.own(Files.createDirectory(folder.resolve(name), mode));
    }
    facts.put(
        "reason",
        "the drill was ended before it was over; the scratch folder "
            + folder
            + " may still be there");
    write();
  }

  private void drill(Source source, Source.Chosen chosen) throws IOException {
    Path folder = java.util.Objects.requireNonNull(scratch);
    long began = System.nanoTime();
    facts.put("started_at", Instant.now().toString());
    var restore = commands.run(source.restoreCommand(chosen, folder), folder, Duration.ofHours(24));
    facts.put("restored_at", Instant.now().toString());
    double restoreSeconds = seconds(began);
    facts.put("restore_s", restoreSeconds);
    boolean isLaid =
        restore.isOk() && Files.isRegularFile(folder.resolve("data/global/pg_control"));
    check("restore", isLaid, isLaid ? "files laid out" : last(restore.output()), restore);
    if (!isLaid) {
      return;
    }
    ScratchServer scratchServer =
        new ScratchServer(folder, binaries(folder), commands, plan.superuser());
    Path log = Files.createTempFile("pgevidence-drill-server", ".log");
    try {
      List<String> more = settings(folder);
      Process process = scratchServer.start(more, log);
      server = process;
      boolean isOpen = scratchServer.awaitOpen(process, plan.timeout());
      recovery(log);
      if (isOpen) {
        facts.put("opened_at", Instant.now().toString());
        facts.put("rto_s", seconds(began));
        facts.put("recovery_s", Math.round((seconds(began) - restoreSeconds) * 1000) / 1000.0);
      }
      String fatal =
          facts.get("fatal") == null
              ? "never opened for writing"
              : "the server stopped: " + facts.get("fatal");
      facts.remove("fatal");
      check("start", isOpen, isOpen ? "open for reading and writing" : fatal, null);
      if (!plan.targetType().equals("default")) {
        facts.put("target_reached", isOpen);
        check(
            "target",
            isOpen,
            isOpen ? "reached " + plan.target().orElse("consistency") : fatal,
            null);
      }
      if (isOpen) {
        new DrillChecks(plan, scratchServer, facts, checks, tables).run();
        var stop = scratchServer.stop();
        process.waitFor(2, TimeUnit.MINUTES);
        server = process.isAlive() ? process : null;
        facts.put("timeline", Long.valueOf(scratchServer.timelineNow()));
        if (stop.isOk()) {
          DrillChecks.checksums(scratchServer, checks);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private List<String> settings(Path folder) throws IOException {
    if (plan.tool() != DrillPlan.Tool.FOLDER) {
      return List.of();
    }
    Path signal = folder.resolve("data/recovery.signal");
    List<String> settings = new ArrayList<>();
    if (plan.restoreCommand().isPresent() || !plan.targetType().equals("default")) {
      if (!Files.exists(signal)) {
        commands.own(Files.createFile(signal));
      }
      settings.add("restore_command=" + plan.restoreCommand().orElse("false"));
    }
    switch (plan.targetType()) {
      case "time" -> settings.add("recovery_target_time=" + plan.target().orElseThrow());
      case "name" -> settings.add("recovery_target_name=" + plan.target().orElseThrow());
      case "immediate" -> settings.add("recovery_target=immediate");
      default -> {
        return settings;
      }
    }
    return settings;
  }

  private Path binaries(Path folder) throws IOException {
    if (plan.binaries().isPresent()) {
      return plan.binaries().get();
    }
    String major = Files.readString(folder.resolve("data/PG_VERSION")).strip();
    Path found = Path.of("/usr/lib/postgresql", major, "bin");
    if (!Files.isExecutable(found.resolve("postgres"))) {
      throw UserFault.usage(
          "No PostgreSQL "
              + major
              + " was found at "
              + found
              + " to start the restored backup. Name its bin folder with --pg-bin.");
    }
    return found;
  }

  /** Reads the restored server's log as the collector would. */
  private void recovery(Path log) throws IOException {
    LogSources.read(
        "server",
        List.of(log),
        LogOptions.DEFAULT,
        new LogSink() {
          @Override
          public void row(String table, @Nullable Object... values) {
            if (table.equals("recovery")) {
              Row row = new Row(Schema.standard().table(table), values);
              facts.put("last_transaction_at", row.textOrNull("last_transaction_at"));
              facts.put("fatal", row.textOrNull("fatal"));
            }
          }

          @Override
          public void gap(Gap gap) {
            // the log is still being written: that it has no end is no gap
          }
        });
  }

  private void check(String name, boolean isGood, String detail, Commands.@Nullable Result result) {
    checks.add(DrillChecks.entry(name, isGood ? "pass" : "fail", detail, result));
  }

  private static String last(String output) {
    List<String> lines =
        output.lines().filter(line -> line.contains("ERROR") || line.contains("error")).toList();
    String line = lines.isEmpty() ? "the restore command failed" : lines.getFirst();
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e6) / 1000.0;
  }

  private void abandon() {
    try {
      clean();
    } catch (IOException e) {
      System.err.println(
          "The drill was ended and could not delete " + scratch + ": " + e.getMessage());
    }
  }

  private synchronized void clean() throws IOException {
    Process process = server;
    if (process != null && process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    Path folder = scratch;
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void conclude() throws IOException {
    Path folder = scratch;
    if (folder == null) {
      return;
    }
    boolean isGone = !Files.exists(folder);
    facts.put("scratch_removed", isGone);
    checks.add(
        DrillChecks.entry(
            "cleanup",
            isGone ? "pass" : "fail",
            isGone
                ? "the scratch folder is gone"
                : "the scratch folder " + folder + " is still there",
            null));
    facts.put("finished_at", Instant.now().toString());
    var bad = checks.stream().filter(check -> "fail".equals(check.get("result"))).findFirst();
    facts.put("result", bad.isPresent() ? "fail" : "pass");
    facts.put(
        "reason", bad.map(check -> check.get("name") + ": " + check.get("detail")).orElse(null));
    write();
  }

  private void write() throws IOException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pgevidence_drill", 1);
    json.put("drill", facts);
    json.put("checks", checks);
    json.put("tables", tables);
    json.put("plan_sha256", Digest.hex(plan.toString()));
    Files.writeString(record, Json.pretty(json));
  }
}
