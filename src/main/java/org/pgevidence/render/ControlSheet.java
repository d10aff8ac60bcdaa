package org.pgevidence.render;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.ControlResult;
import org.pgevidence.control.Control;
import org.pgevidence.control.Framework;

/** A control as printed: what it is, how it was tested, what came out, what a person must add. */
public record ControlSheet(
    String id,
    String title,
    String description,
    String testProcedure,
    String verdict,
    String sign,
    List<CheckSheet> checks,
    List<Edge> satisfies,
    List<String> manualEvidence,
    List<String> notCovered) {
  /** Copies the lists. */
  public ControlSheet {
    checks = List.copyOf(checks);
    satisfies = List.copyOf(satisfies);
    manualEvidence = List.copyOf(manualEvidence);
    notCovered = List.copyOf(notCovered);
  }

  /** Its bearing on one requirement. */
  public record Edge(
      String framework,
      String frameworkTitle,
      String requirement,
      String strength,
      String rationale) {}

  /** Whether it bears on a requirement of a framework. */
  boolean bearsOn(String framework) {
    return satisfies.stream().anyMatch(edge -> edge.framework().equals(framework));
  }

  /** With the edges to one framework only. */
  ControlSheet only(String framework) {
    return new ControlSheet(
        id,
        title,
        description,
        testProcedure,
        verdict,
        sign,
        checks,
        satisfies.stream().filter(edge -> edge.framework().equals(framework)).toList(),
        manualEvidence,
        notCovered);
  }

  static List<ControlSheet> all(Assessment assessment, List<CheckSheet> checks) {
    Map<String, CheckSheet> byId =
        checks.stream().collect(Collectors.toMap(CheckSheet::id, Function.identity()));
    Map<String, String> titles =
        assessment.catalog().frameworks().stream()
            .collect(Collectors.toMap(Framework::id, Framework::title));
    return assessment.controls().stream().map(result -> of(result, byId, titles)).toList();
  }

  private static ControlSheet of(
      ControlResult result, Map<String, CheckSheet> checks, Map<String, String> titles) {
    Control control = result.control();
    String verdict = Words.plain(result.verdict());
    return new ControlSheet(
        control.id(),
        control.title(),
        control.description(),
        control.testProcedure(),
        verdict,
        Words.sign(verdict),
        control.checks().stream().map(checks::get).filter(Objects::nonNull).toList(),
        control.satisfies().stream()
            .filter(edge -> titles.containsKey(edge.framework()))
            .map(
                edge ->
                    new Edge(
                        edge.framework(),
                        titles.getOrDefault(edge.framework(), edge.framework()),
                        edge.requirement(),
                        Words.plain(edge.strength()),
                        edge.rationale()))
            .toList(),
        control.manualEvidence().stream().map(Control.ManualEvidence::ask).toList(),
        control.notCovered());
  }
}
