package org.pgevidence.collect.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands of pgBackRest that have begun and not ended, oldest first. When a process starts they
 * are set aside: it takes their place, unless the lock of one that still runs refuses it.
 */
final class PgBackRestRuns {
  private static final long CLOSE_MILLIS = 2_000;

  private final List<PgBackRestRun> open = new ArrayList<>();
  private final List<PgBackRestRun> aside = new ArrayList<>();
  private boolean isRefused;

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** The run that began last: lines of open commands carry no name. */
  PgBackRestRun newest() {
    return open.getLast();
  }

  /**
   * Adds a run; the open ones of the same command and stanza, which never ended, are given back.
   */
  List<PgBackRestRun> begin(PgBackRestRun run) {
    List<PgBackRestRun> left =
        open.stream()
            .filter(
                other -> other.command.equals(run.command) && other.stanza().equals(run.stanza()))
            .toList();
    open.removeAll(left);
    open.add(run);
    if (rivals(run.command) > 1) {
      open.stream()
          .filter(other -> other.command.equals(run.command))
          .forEach(other -> other.isAmbiguous = true);
    }
    return left;
  }

  /** A process starts. Those that an earlier start had set aside never ended: given back. */
  List<PgBackRestRun> processStarts() {
    List<PgBackRestRun> left = leaveAside();
    aside.addAll(open);
    open.clear();
    return left;
  }

  /**
   * The process that started says something: unless it was refused the lock ([050]), those set
   * aside never ended and are given back.
   */
  List<PgBackRestRun> said(boolean isRefusal) {
    if (aside.isEmpty() || open.isEmpty()) {
      return List.of();
    }
    isRefused |= isRefusal;
    return isRefused ? List.of() : leaveAside();
  }

  private List<PgBackRestRun> leaveAside() {
    List<PgBackRestRun> left = List.copyOf(aside);
    aside.clear();
    isRefused = false;
    return left;
  }

  int rivals(String command) {
    int count = 0;
    for (PgBackRestRun other : open) {
      count += other.command.equals(command) ? 1 : 0;
    }
    return count;
  }

  /**
   * The run that an end line ends, which is open no more: the newest of its command, among several
   * the one that took as long. One that began in another file must have taken as long as the end
   * line says: a part between them may be missing.
   *
   * @param took milliseconds as the end line says; null when it does not
   */
  Optional<PgBackRestRun> end(
      String command, @Nullable Instant at, @Nullable Long took, String path) {
    List<PgBackRestRun> same =
        open.stream().filter(other -> other.command.equals(command)).toList();
    if (same.isEmpty()) {
      return Optional.empty();
    }
    PgBackRestRun run = same.getLast();
    if (took != null && at != null && same.size() > 1) {
      PgBackRestRun newest = run;
      run = same.stream().min((a, b) -> Long.compare(off(a, at, took), off(b, at, took))).get();
      PgBackRestBackup.moveClosing(newest, run);
    }
    if (!run.path.equals(path) && took != null && at != null && off(run, at, took) > CLOSE_MILLIS) {
      return Optional.empty();
    }
    open.remove(run);
    if (isRefused) {
      open.addAll(leaveAside());
    }
    return Optional.of(run);
  }

  private static long off(PgBackRestRun run, Instant at, long took) {
    return run.startedAt == null
        ? Long.MAX_VALUE
        : Math.abs(Duration.between(run.startedAt, at).toMillis() - took);
  }

  /** All that are open, which are so no more. */
  List<PgBackRestRun> drop() {
    List<PgBackRestRun> left = new ArrayList<>(leaveAside());
    left.addAll(open);
    open.clear();
    return left;
  }
}
