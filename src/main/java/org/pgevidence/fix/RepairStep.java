package org.pgevidence.fix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;

/**
 * The repair of one finding as it can be tried on a server.
 *
 * @param database where its statement runs; "" for any database of the cluster
 * @param objection why it cannot be tried inside a transaction; empty when it can
 * @param fix statement, ended by a semicolon
 * @param undo statement that takes it back, or words
 */
public record RepairStep(
    String finding,
    String check,
    String sentence,
    String database,
    Optional<String> objection,
    String fix,
    String undo) {

  /** Whether the undo is a statement. */
  public boolean hasUndo() {
    return !undo.isEmpty();
  }

  /**
   * Steps for the findings of a parsed {@code findings.json}: those named, else all that no waiver
   * covers.
   *
   * @throws IllegalArgumentException when it has another form
   * @throws UserFault when a named finding does not exist
   */
  public static List<RepairStep> of(@Nullable Object json, List<String> findings) {
    List<Repair> repairs = Repair.of(json);
    Set<String> unknown = new LinkedHashSet<>(findings);
    repairs.forEach(repair -> unknown.remove(repair.id()));
    if (!unknown.isEmpty()) {
      throw UserFault.usage(
          "The repair of "
              + unknown.stream().collect(Collectors.joining(", "))
              + " cannot be proved: there is no such finding here. Take the id from assess or findings.json.");
    }
    List<RepairStep> steps = new ArrayList<>();
    for (Repair repair : repairs) {
      boolean isWanted =
          findings.isEmpty() ? repair.waiver().isEmpty() : findings.contains(repair.id());
      if (isWanted) {
        steps.add(of(repair));
      }
    }
    return steps;
  }

  private static RepairStep of(Repair repair) {
    boolean isSql = Place.isSql(repair, repair.fix());
    Optional<Place> place = isSql ? Place.of(repair) : Optional.empty();
    Optional<String> objection =
        !isSql
            ? Optional.of("no statement repairs it: " + OneLine.of(repair.fix().strip()))
            : place.isEmpty()
                ? Optional.of("its database is not known")
                : place.get().isTransaction()
                    ? Optional.empty()
                    : Optional.of("its statement refuses a transaction; try it on a copy");
    return new RepairStep(
        repair.id(),
        repair.check(),
        OneLine.of(repair.sentence()),
        place.map(Place::database).orElse(""),
        objection,
        isSql ? Place.terminated(repair.fix()) : repair.fix(),
        Place.isSql(repair, repair.undo()) ? Place.terminated(repair.undo()) : "");
  }
}
