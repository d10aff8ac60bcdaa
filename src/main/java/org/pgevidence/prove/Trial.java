package org.pgevidence.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.collect.Collector;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fix.RepairStep;

/**
 * One transaction in one database: read, fix, read, undo, read, roll back. Nothing of it stays; the
 * locks of its statements are held until it ends, which lasts as long as two collections.
 */
final class Trial {
  /** Short enough that the trial gives way to others instead of standing in theirs. */
  private static final String LIMITS =
      "set local lock_timeout = '2s'; set local statement_timeout = '120s'; set local application_name = 'pgevidence'";

  private final Connection connection;
  private final Path work;
  private final Prover.Collecting collecting;
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, String> notUndone = new LinkedHashMap<>();

  /** What the three readings showed. */
  record Readings(Snapshot before, Snapshot after, Snapshot undone) {}

  Trial(Connection connection, Path work, Prover.Collecting collecting) {
    this.connection = connection;
    this.work = work;
    this.collecting = collecting;
  }

  /** Finding → why its fix was refused. */
  Map<String, String> refused() {
    return refused;
  }

  /** Finding → why its undo was refused. */
  Map<String, String> notUndone() {
    return notUndone;
  }

  /** Runs the steps; whatever happens, the transaction is rolled back. */
  Readings run(List<RepairStep> steps) throws SQLException, IOException {
    try (connection) {
      try {
        connection.setAutoCommit(false);
        execute(LIMITS);
        // Its first use, e.g. by an event trigger, adds settings to the session: not a change.
        tried("do language plpgsql 'begin end'");
        Snapshot before = read("before");
        List<RepairStep> done = new ArrayList<>();
        Map<String, String> once = new LinkedHashMap<>();
        for (RepairStep step : steps) {
          boolean isFirst = !once.containsKey(step.fix()); // two findings may share a statement
          String fault = once.computeIfAbsent(step.fix(), this::tried);
          if (!fault.isEmpty()) {
            refused.put(step.finding(), fault);
          } else if (isFirst) {
            done.add(step);
          }
        }
        Snapshot after = read("after");
        for (RepairStep step : done.reversed()) {
          String fault = step.hasUndo() ? tried(step.undo()) : "no statement takes it back";
          if (!fault.isEmpty()) {
            notUndone.put(step.finding(), fault);
          }
        }
        return new Readings(before, after, read("undone"));
      } finally {
        connection.rollback();
      }
    }
  }

  private Snapshot read(String name) throws IOException {
    Path folder = work.resolve(name);
    Files.createDirectories(folder);
    Collector.collect(collecting.into(folder), connection);
    return Snapshot.open(folder);
  }

  /** What the server said against a statement; empty when it took it. */
  private String tried(String sql) {
    try {
      var savepoint = connection.setSavepoint();
      try {
        execute(sql);
        connection.releaseSavepoint(savepoint);
        return "";
      } catch (SQLException e) {
        connection.rollback(savepoint);
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("refused");
      }
    } catch (SQLException e) {
      return "the transaction broke: " + e.getMessage();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
