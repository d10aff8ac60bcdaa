package org.pgevidence.collect.drill;

import java.util.Optional;

/** Whether the restored server opened, met its target and replayed all that the archive lists. */
final class RecoveryChecks {
  private final DrillPlan plan;
  private final Journal journal;
  private final RecoveryLog recovery;

  RecoveryChecks(DrillPlan plan, Journal journal, RecoveryLog recovery) {
    this.plan = plan;
    this.journal = journal;
    this.recovery = recovery;
  }

  void run(Source.Chosen chosen, boolean isOpen, long segmentBytes) {
    journal.put("last_transaction_at", recovery.lastTransactionAt().orElse(null));
    String fault =
        recovery
            .fatal()
            .map(fatal -> "the server stopped: " + fatal)
            .orElse("not open for writing after " + plan.timeout().toSeconds() + " s");
    if (isOpen) {
      journal.pass("start", "open for reading and writing");
    } else {
      journal.fail("start", fault);
    }
    if (plan.target().isPresent()) {
      target(isOpen, fault);
    } else if (isOpen) {
      archive(chosen.archiveEnd(), segmentBytes);
    }
  }

  private void target(boolean isOpen, String fault) {
    boolean isReached = isOpen && recovery.stop().isPresent();
    journal.put("target_reached", isReached);
    if (isReached) {
      journal.pass("target", recovery.stop().get());
    } else {
      journal.fail("target", isOpen ? "the server opened without meeting its target" : fault);
    }
  }

  /** Recovery over a gap in the archive ends as if all was well; only the positions tell. */
  private void archive(Optional<String> end, long segmentBytes) {
    Optional<String> segment = end.filter(name -> name.matches("[0-9A-F]{24}"));
    if (segment.isEmpty() || recovery.redoneTo().isEmpty()) {
      journal.notRun("wal", "the end of the archive is not known");
      return;
    }
    long redone = recovery.redoneTo().getAsLong();
    String detail =
        "replayed to %X/%X, the archive lists %s as its newest segment"
            .formatted(redone >>> 32, redone & 0xFFFFFFFFL, segment.get());
    if (redone / segmentBytes >= RecoveryLog.segment(segment.get(), segmentBytes)) {
      journal.pass("wal", detail);
    } else {
      journal.fail("wal", detail + ": a segment between is missing or can't be read");
    }
  }
}
