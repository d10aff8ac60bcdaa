package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is looked at in the restored server: lineage, loss, structure, content, the user's own SQL.
 */
final class DrillChecks {
  private final DrillPlan plan;
  private final ScratchServer server;
  private final Journal journal;

  DrillChecks(DrillPlan plan, ScratchServer server, Journal journal) {
    this.plan = plan;
    this.server = server;
    this.journal = journal;
  }

  void run() throws IOException {
    lineage();
    loss();
    amcheck();
    new Content(plan.manifest(), server, journal).compare();
    own();
  }

  private void lineage() {
    String system = server.control("Database system identifier");
    journal.put("system_identifier", system);
    Optional<String> expected = journal.text("expected_system_identifier");
    if (expected.isEmpty()) {
      journal.notRun("system_identifier", "the source's identifier is not known");
      return;
    }
    String detail = "restored " + system + ", source " + expected.get();
    if (expected.get().equals(system)) {
      journal.pass("system_identifier", detail);
    } else {
      journal.fail("system_identifier", detail);
    }
  }

  private void loss() {
    if (plan.expectedAt().isEmpty()) {
      journal.notRun("rpo", "no independently known point was given (--expected-at)");
      return;
    }
    Instant expected = plan.expectedAt().get();
    Optional<String> last = journal.text("last_transaction_at");
    if (last.isEmpty()) {
      journal.fail(
          "rpo", "the server names no last transaction, but one was expected at " + expected);
      return;
    }
    double lost =
        Math.max(0, Duration.between(Instant.parse(last.get()), expected).toMillis() / 1000.0);
    journal.put("rpo_s", lost);
    double allowed = plan.rpoSeconds().orElse(0.0);
    String detail =
        lost + " s before the expected point are missing, " + allowed + " s are allowed";
    if (lost <= allowed) {
      journal.pass("rpo", detail);
    } else {
      journal.fail("rpo", detail);
    }
  }

  private void amcheck() throws IOException {
    if (!server.has("pg_amcheck")) {
      journal.notRun("amcheck", "PostgreSQL has pg_amcheck since version 14");
      return;
    }
    var result = server.amcheck();
    boolean isClean = result.isOk();
    journal.outcome(
        "amcheck",
        isClean,
        isClean ? "no corruption found" : "pg_amcheck found corruption or could not run",
        result);
  }

  private void own() throws IOException {
    if (plan.sql().isEmpty()) {
      return;
    }
    var answer = server.script("postgres", Files.readString(plan.sql().get()), true);
    boolean isFalse = answer.out().lines().anyMatch(line -> line.equals("f"));
    boolean isGood = answer.isOk() && !isFalse;
    String fault = isFalse ? "own SQL returned a row that is false" : "own SQL failed";
    journal.outcome("sql", isGood, isGood ? "own SQL ran and returned no false" : fault, answer);
  }

  /** Page checksums of the stopped server. */
  static void checksums(ScratchServer server, Journal journal) throws IOException {
    if (server.control("Data page checksum version").equals("0")) {
      journal.notRun("checksums", "page checksums are off");
      return;
    }
    var answer = server.checksums();
    boolean isGood = answer.isOk();
    journal.outcome(
        "checksums",
        isGood,
        isGood ? "no bad page" : "pages with bad checksums, or the check could not run",
        answer);
  }
}
