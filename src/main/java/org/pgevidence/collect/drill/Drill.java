package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pgevidence.fact.Digest;

/**
 * One restore drill from preflight to deletion. The record is written first as "not run" and again
 * at the end, so that a killed drill is seen as what it is.
 */
public final class Drill {
  private final DrillPlan plan;
  private final DrillUser user;
  private final Commands commands;
  private final Source source;
  private final Scratch scratch;
  private final Journal journal;
  private final Consumer<String> progress;
  private boolean isComplete;
  private boolean isAbandoned;

  /**
   * A drill that writes its record to a file, which must not exist; {@code progress} gets a line
   * per step. Throws UserFault (exit code 2) for what can't be run.
   */
  public Drill(DrillPlan plan, Path record, Consumer<String> progress) {
    this.plan = plan;
    this.user = DrillUser.of(plan.runAs());
    this.commands = new Commands(user);
    this.source = Source.of(plan, commands, user);
    this.scratch = new Scratch(plan.scratchParent(), user);
    this.journal = new Journal(record, Digest.hex(plan.toString()));
    this.progress = progress;
  }

  /** The commands that a drill would run, and nothing done but asking the backup tool. */
  public List<String> dryRun() throws IOException {
    Source.Chosen chosen = source.choose();
    scratch.requireSpace(chosen.bytes());
    Path folder = plan.scratchParent().toAbsolutePath().resolve("drill-SCRATCH");
    List<String> lines = new ArrayList<>();
    source.steps(chosen, folder).forEach(step -> lines.add(String.join(" ", step)));
    lines.add("postgres -D " + folder.resolve("data") + ", without TCP and without archiving");
    lines.add("pg_amcheck, counts and hashes of all tables, own SQL; stop; pg_checksums --check");
    lines.add("remove " + folder);
    return lines;
  }

  /** Runs it; true when no check failed. */
  public boolean run() throws IOException {
    Source.Chosen chosen = source.choose();
    scratch.requireSpace(chosen.bytes());
    DrillFacts.begin(journal, plan, chosen);
    Thread guard = new Thread(this::abandon, "drill-guard");
    Runtime.getRuntime().addShutdownHook(guard);
    try {
      Path folder = scratch.make();
      journal.put(
          "reason",
          "the drill was ended before it was over; the scratch folder "
              + folder
              + " may still be there");
      journal.write();
      drill(chosen, folder);
      isComplete = true;
    } catch (IOException | RuntimeException e) {
      journal.put("reason", "the drill could not go on: " + e.getMessage());
      throw e;
    } finally {
      conclude();
      forget(guard);
    }
    return "pass".equals(journal.get("result"));
  }

  /** What the checks gave, in order: name, result and detail. */
  public List<String> summary() {
    return journal.checks().stream()
        .map(check -> check.result() + "  " + check.name() + ": " + check.detail())
        .toList();
  }

  private static void forget(Thread guard) {
    try {
      Runtime.getRuntime().removeShutdownHook(guard);
    } catch (IllegalStateException e) {
      return; // the program is ending and the guard runs right now
    }
  }

  private void drill(Source.Chosen chosen, Path folder) throws IOException {
    long began = System.nanoTime();
    journal.put("started_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    progress.accept("Restoring " + chosen.label() + " into " + folder);
    if (!new Restoring(source, commands, journal).run(chosen, folder)) {
      return;
    }
    double restoreSeconds = seconds(began);
    journal.put("restored_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    journal.put("restore_s", restoreSeconds);
    ScratchServer server = ScratchServer.of(folder, plan, commands, user);
    if (Files.exists(folder.resolve("data/backup_manifest"))) {
      boolean isWalInside = plan.tool() == DrillPlan.Tool.FOLDER && plan.restoreCommand().isEmpty();
      var verified = server.verifyBackup(isWalInside);
      String fault = Restoring.line(verified, "error");
      journal.outcome(
          "verify",
          verified.isOk(),
          verified.isOk() ? "the files agree with backup_manifest" : fault,
          verified);
    }
    progress.accept("Starting the restored server");
    long starting = System.nanoTime();
    Path log = folder.resolve("log/server.log");
    Process process = server.start(source.settings(folder), log);
    boolean isOpen = server.awaitOpen(process, plan.timeout());
    if (isOpen) {
      journal.put("opened_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      double recoverySeconds = seconds(starting);
      journal.put("recovery_s", recoverySeconds);
      journal.put("rto_s", Math.round((restoreSeconds + recoverySeconds) * 1000) / 1000.0);
    }
    RecoveryLog recovery = RecoveryLog.read(log);
    new RecoveryChecks(plan, journal, recovery).run(chosen, isOpen, segmentBytes(server));
    if (!isOpen) {
      commands.end(process);
      return;
    }
    progress.accept("Checking the restored server");
    new DrillChecks(plan, server, journal).run();
    stop(server, process);
  }

  private static long segmentBytes(ScratchServer server) {
    String bytes = server.control("Bytes per WAL segment");
    return bytes.isEmpty() ? 16L << 20 : Long.parseLong(bytes);
  }

  private void stop(ScratchServer server, Process process) throws IOException {
    boolean isStopped = server.stop().isOk();
    try {
      isStopped &= process.waitFor(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isStopped = false;
    }
    journal.put("timeline", server.timelineNow().orElse(null));
    if (isStopped) {
      DrillChecks.checksums(server, journal);
    } else {
      journal.notRun("checksums", "the server did not stop cleanly");
    }
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e6) / 1000.0;
  }

  private synchronized void conclude() throws IOException {
    if (isAbandoned) {
      return;
    }
    commands.endAll();
    if (scratch.folder() == null) {
      return;
    }
    try {
      scratch.remove();
    } catch (IOException e) {
      progress.accept("The scratch folder could not be removed: " + e.getMessage());
    }
    boolean isGone = scratch.isGone();
    journal.put("scratch_removed", isGone);
    if (isGone) {
      journal.pass("cleanup", "the scratch folder is gone");
    } else {
      journal.fail("cleanup", "the scratch folder " + scratch.folder() + " is still there");
    }
    journal.put("finished_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    var fault = journal.fault();
    if (fault.isPresent()) {
      journal.put("result", Journal.FAIL);
      journal.put("reason", fault.get().name() + ": " + fault.get().detail());
    } else if (isComplete) {
      journal.put("result", Journal.PASS);
      journal.put("reason", null);
    }
    journal.write();
  }

  /**
   * Runs when the program is told to end: nothing of the drill may go on, and the record says so.
   */
  private synchronized void abandon() {
    isAbandoned = true;
    commands.endAll();
    try {
      scratch.remove();
    } catch (IOException e) {
      System.err.println("The drill was ended: " + e.getMessage() + " could not be removed.");
    }
    boolean isGone = scratch.isGone();
    journal.put("scratch_removed", isGone);
    journal.put("finished_at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    journal.put("result", Journal.NOT_RUN);
    journal.put(
        "reason",
        "the drill was ended by a signal before it was over; its programs were stopped and the scratch folder "
            + (isGone ? "removed" : scratch.folder() + " is still there"));
    try {
      journal.write();
    } catch (IOException | RuntimeException e) {
      System.err.println("The drill was ended and its record not written: " + e.getMessage());
    }
  }
}
