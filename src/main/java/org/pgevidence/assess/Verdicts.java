package org.pgevidence.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Control;
import org.pgevidence.control.Framework;
import org.pgevidence.fact.Facts;

/** Sums results up to controls and requirements; what was not assessed never lifts a verdict. */
final class Verdicts {
  private final Catalog catalog;
  private final Map<String, Verdict> checks;
  private final Map<String, Boolean> attestations = new HashMap<>();

  /** Attestations are judged by the day of {@code at}. */
  Verdicts(Catalog catalog, List<CheckResult> results, Facts context, String at) {
    this.catalog = catalog;
    this.checks =
        results.stream().collect(Collectors.toMap(r -> r.check().id(), CheckResult::verdict));
    context.forEach(
        "attestation",
        row -> {
          String day = at.substring(0, 10);
          boolean isLive =
              row.text("valid_until").compareTo(day) >= 0
                  && row.text("confirmed_on").compareTo(day) <= 0;
          attestations.merge(row.text("answers"), isLive, Boolean::logicalOr);
        });
  }

  List<ControlResult> controls() {
    return catalog.controls().stream()
        .map(control -> new ControlResult(control, verdict(control)))
        .toList();
  }

  private Verdict verdict(Control control) {
    List<Verdict> all = control.checks().stream().map(this::of).toList();
    for (Verdict verdict :
        List.of(Verdict.FAIL, Verdict.NOT_ASSESSED, Verdict.PASS, Verdict.MANUAL)) {
      if (all.contains(verdict)) {
        return verdict;
      }
    }
    return all.isEmpty() ? Verdict.MANUAL : Verdict.NOT_APPLICABLE;
  }

  private Verdict of(String check) {
    return checks.getOrDefault(check, Verdict.NOT_ASSESSED);
  }

  List<RequirementResult> requirements(List<Framework> frameworks) {
    List<RequirementResult> results = new ArrayList<>();
    for (Framework framework : frameworks) {
      for (Framework.Requirement requirement : framework.requirements()) {
        List<Control> serving = serving(framework, requirement, false);
        results.add(
            new RequirementResult(
                framework.id(),
                requirement,
                verdict(framework, requirement),
                manual(framework, requirement, serving),
                serving.stream().map(Control::id).toList()));
      }
    }
    return results;
  }

  private List<Control> serving(
      Framework framework, Framework.Requirement requirement, boolean isDirectOnly) {
    return catalog.controls().stream()
        .filter(
            control ->
                control.satisfies().stream()
                    .anyMatch(
                        edge ->
                            edge.framework().equals(framework.id())
                                && edge.requirement().equals(requirement.id())
                                && (!isDirectOnly || edge.strength() == Control.Strength.DIRECT)))
        .toList();
  }

  private RequirementResult.Verdict verdict(
      Framework framework, Framework.Requirement requirement) {
    if (requirement.level() == Framework.Level.OUTSIDE) {
      return RequirementResult.Verdict.OUTSIDE;
    }
    Set<String> ids = new LinkedHashSet<>();
    serving(framework, requirement, true).forEach(control -> ids.addAll(control.checks()));
    List<Verdict> all = ids.stream().map(this::of).toList();
    List<Verdict> scored = all.stream().filter(v -> v != Verdict.NOT_APPLICABLE).toList();
    if (all.contains(Verdict.FAIL)) {
      return RequirementResult.Verdict.GAPS_FOUND;
    }
    if (!all.isEmpty() && scored.isEmpty()) {
      return RequirementResult.Verdict.NOT_IN_SCOPE;
    }
    if (!scored.contains(Verdict.PASS)) {
      return RequirementResult.Verdict.NOT_ASSESSED;
    }
    boolean isWhole =
        scored.stream().allMatch(v -> v == Verdict.PASS)
            && requirement.level() == Framework.Level.FULL;
    return isWhole
        ? RequirementResult.Verdict.SUPPORTED
        : RequirementResult.Verdict.PARTLY_SUPPORTED;
  }

  /**
   * Answered by attestations of the requirement, and of each control's evidence and manual check.
   */
  private RequirementResult.Manual manual(
      Framework framework, Framework.Requirement requirement, List<Control> serving) {
    List<String> needed = new ArrayList<>();
    if (!requirement.youMustAdd().isEmpty()) {
      needed.add(framework.id() + " " + requirement.id());
    }
    for (Control control : serving) {
      control.manualEvidence().forEach(item -> needed.add(control.id() + "/" + item.key()));
      control.checks().stream().filter(id -> of(id) == Verdict.MANUAL).forEach(needed::add);
    }
    if (needed.isEmpty()) {
      return RequirementResult.Manual.NONE;
    }
    if (!attestations.keySet().containsAll(needed)) {
      return RequirementResult.Manual.MISSING;
    }
    return needed.stream().allMatch(key -> attestations.getOrDefault(key, false))
        ? RequirementResult.Manual.ATTACHED
        : RequirementResult.Manual.EXPIRED;
  }
}
