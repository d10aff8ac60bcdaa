package org.pgevidence.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Assessor;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.Verdict;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.target.ConnectionFault;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.collect.target.Target;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Context;
import org.pgevidence.diff.FactChanges;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fix.RepairStep;

/**
 * Proves repairs on a server: the finding stands there, is gone after the fix, and the undo brings
 * back what was. Each database has its own transaction, which is rolled back.
 */
public final class Prover {
  private final Target target;
  private final String system;
  private final Catalog catalog;
  private final Context context;
  private final Path work;
  private int trials;

  /**
   * A prover.
   *
   * @param system name that the findings' system has, so that context agrees
   * @param work empty folder for the readings, which the caller removes
   */
  public Prover(Target target, String system, Catalog catalog, Context context, Path work) {
    this.target = target;
    this.system = system;
    this.catalog = catalog;
    this.context = context;
    this.work = work;
  }

  /** Makes the request of one reading. */
  @FunctionalInterface
  interface Collecting {
    CollectRequest into(Path folder);
  }

  /** Tries all steps; one outcome each, in their order. */
  public List<Outcome> prove(List<RepairStep> steps) throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    Map<String, List<RepairStep>> byDatabase = new TreeMap<>();
    for (RepairStep step : steps) {
      outcomes.put(step.finding(), new Outcome(step.finding(), false, "not tried"));
      if (step.objection().isPresent()) {
        outcomes.put(step.finding(), new Outcome(step.finding(), false, step.objection().get()));
      } else {
        String database = step.database().isEmpty() ? target.database() : step.database();
        byDatabase.computeIfAbsent(database, name -> new ArrayList<>()).add(step);
      }
    }
    for (Map.Entry<String, List<RepairStep>> entry : byDatabase.entrySet()) {
      Map<Boolean, List<RepairStep>> byUndo =
          entry.getValue().stream().collect(Collectors.partitioningBy(RepairStep::hasUndo));
      for (List<RepairStep> part : byUndo.values()) {
        if (!part.isEmpty()) {
          tryIn(entry.getKey(), part, outcomes);
        }
      }
    }
    return List.copyOf(outcomes.values());
  }

  /**
   * Tries steps together. When their undos leave something behind, halves are tried, until the
   * repair at fault stands alone.
   */
  private void tryIn(String database, List<RepairStep> steps, Map<String, Outcome> outcomes)
      throws IOException {
    Path folder = work.resolve("trial" + trials++);
    Target here = target.withDatabase(database);
    Connector connector = new Connector(here);
    Collecting collecting =
        out ->
            new CollectRequest(
                here, out, system, List.of(database), List.of(), List.of(), false, step -> {});
    Trial trial = new Trial(connector.open(database), folder, collecting);
    Trial.Readings readings;
    try {
      readings = trial.run(steps);
    } catch (SQLException e) {
      throw ConnectionFault.broken(here, "database " + database, e);
    }
    Assessment before = assess(readings.before());
    Assessment after = assess(readings.after());
    List<String> left = FactChanges.between(readings.before(), readings.undone());
    if (!left.isEmpty() && steps.size() > 1 && steps.stream().allMatch(RepairStep::hasUndo)) {
      int half = steps.size() / 2;
      tryIn(database, steps.subList(0, half), outcomes);
      tryIn(database, steps.subList(half, steps.size()), outcomes);
      return;
    }
    for (RepairStep step : steps) {
      outcomes.put(step.finding(), judge(step, trial, before, after, left));
    }
  }

  private Assessment assess(Snapshot snapshot) {
    return Assessor.assess(snapshot, catalog, context).assessment();
  }

  private static Outcome judge(
      RepairStep step, Trial trial, Assessment before, Assessment after, List<String> left) {
    String id = step.finding();
    if (!has(before, id)) {
      return new Outcome(id, false, "the server does not show this finding before the fix");
    }
    String refusal = trial.refused().get(id);
    if (refusal != null) {
      return new Outcome(id, false, "the server refused the fix: " + refusal);
    }
    if (has(after, id)) {
      return new Outcome(id, false, "the finding stands after the fix as before");
    }
    if (!isJudged(after, step.check())) {
      return new Outcome(id, false, "after the fix its check could not be assessed");
    }
    String stuck = trial.notUndone().get(id);
    if (stuck != null) {
      return new Outcome(id, false, "gone after the fix, but not undone: " + stuck);
    }
    return left.isEmpty()
        ? new Outcome(id, true, "gone after the fix; the undo brought back what was")
        : new Outcome(
            id, false, "gone after the fix, but after the undo " + String.join(" ", left));
  }

  private static boolean has(Assessment assessment, String id) {
    return assessment.findings().stream().anyMatch(finding -> finding.id().equals(id));
  }

  private static boolean isJudged(Assessment assessment, String check) {
    return assessment.checks().stream()
        .filter(result -> result.check().id().equals(check))
        .map(CheckResult::verdict)
        .anyMatch(verdict -> verdict != Verdict.NOT_ASSESSED && verdict != Verdict.MANUAL);
  }
}
