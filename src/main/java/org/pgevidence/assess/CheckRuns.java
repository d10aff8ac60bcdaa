package org.pgevidence.assess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Meanwhile;

/** All checks of a catalogue, run by two at a time where a second store takes little memory. */
final class CheckRuns {
  private final Catalog catalog;
  private final Map<String, Map<String, List<String>>> parameters;
  private final List<Gap> gaps;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<CheckResult> results;

  private CheckRuns(
      Catalog catalog, Map<String, Map<String, List<String>>> parameters, List<Gap> gaps) {
    this.catalog = catalog;
    this.parameters = parameters;
    this.gaps = gaps;
    this.results = new AtomicReferenceArray<>(catalog.checks().size());
  }

  /**
   * Results in the catalogue's order.
   *
   * @param parameters own values of parameters, by check
   */
  static List<CheckResult> of(
      CheckStore store,
      Catalog catalog,
      Map<String, Map<String, List<String>>> parameters,
      List<Gap> gaps) {
    CheckRuns runs = new CheckRuns(catalog, parameters, gaps);
    Optional<CheckStore> second = store.copy();
    try (Meanwhile other = new Meanwhile()) {
      second.ifPresent(copy -> other.start(() -> runs.run(copy)));
      runs.run(store);
      other.finish();
    } finally {
      second.ifPresent(CheckStore::close);
    }
    return IntStream.range(0, runs.results.length()).mapToObj(runs.results::get).toList();
  }

  /** Takes the next check until none is left. */
  private CheckRunner run(CheckStore store) {
    CheckRunner runner = new CheckRunner(store, gaps, catalog.views());
    List<Check> checks = catalog.checks();
    for (int i = next.getAndIncrement(); i < checks.size(); i = next.getAndIncrement()) {
      Check check = checks.get(i);
      results.set(i, runner.run(check, parameters.getOrDefault(check.id(), Map.of())));
    }
    return runner;
  }
}
