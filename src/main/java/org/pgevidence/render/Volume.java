package org.pgevidence.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.RequirementResult;
import org.pgevidence.control.Framework;

/** One framework as printed: each requirement with its verdict and what leads there. */
public record Volume(
    String id,
    String title,
    String edition,
    String source,
    List<Requirement> requirements,
    List<Count> counts) {
  /** Copies the lists. */
  public Volume {
    requirements = List.copyOf(requirements);
    counts = List.copyOf(counts);
  }

  /** Requirements of one verdict. */
  public record Count(String word, String sign, int number) {}

  /** A control under a requirement, with the strength of the edge. */
  public record Link(ControlSheet control, String strength, String rationale) {}

  /**
   * A requirement as printed.
   *
   * @param manual state of the manual evidence, a word
   */
  public record Requirement(
      String framework,
      String id,
      String anchor,
      String title,
      String paraphrase,
      String level,
      String verdict,
      String sign,
      String manual,
      String manualSign,
      List<String> shows,
      List<String> mustAdd,
      List<Link> links) {
    /** Copies the lists. */
    public Requirement {
      shows = List.copyOf(shows);
      mustAdd = List.copyOf(mustAdd);
      links = List.copyOf(links);
    }
  }

  static List<Volume> all(Assessment assessment, List<ControlSheet> controls) {
    return assessment.catalog().frameworks().stream()
        .map(framework -> of(framework, assessment.requirements(), controls))
        .filter(volume -> !volume.requirements().isEmpty())
        .toList();
  }

  private static Volume of(
      Framework framework, List<RequirementResult> results, List<ControlSheet> controls) {
    List<Requirement> requirements =
        results.stream()
            .filter(result -> result.framework().equals(framework.id()))
            .map(result -> requirement(result, controls))
            .toList();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (RequirementResult.Verdict verdict : RequirementResult.Verdict.values()) {
      numbers.put(Words.plain(verdict), 0);
    }
    requirements.forEach(requirement -> numbers.merge(requirement.verdict(), 1, Integer::sum));
    return new Volume(
        framework.id(),
        framework.title(),
        framework.edition(),
        framework.source(),
        requirements,
        numbers.entrySet().stream()
            .map(entry -> new Count(entry.getKey(), Words.sign(entry.getKey()), entry.getValue()))
            .toList());
  }

  private static Requirement requirement(RequirementResult result, List<ControlSheet> controls) {
    Framework.Requirement requirement = result.requirement();
    String verdict = Words.plain(result.verdict());
    String manual = Words.plain(result.manual());
    Set<String> ids = Set.copyOf(result.controls());
    return new Requirement(
        result.framework(),
        requirement.id(),
        "r-" + result.framework() + "-" + requirement.id().replaceAll("[^A-Za-z0-9]+", "-"),
        requirement.title(),
        requirement.paraphrase(),
        Words.plain(requirement.level()),
        verdict,
        Words.sign(verdict),
        manual,
        Words.sign(manual),
        requirement.databaseShows(),
        requirement.youMustAdd(),
        controls.stream()
            .filter(control -> ids.contains(control.id()))
            .map(control -> link(control, result.framework(), requirement.id()))
            .toList());
  }

  private static Link link(ControlSheet control, String framework, String requirement) {
    return control.satisfies().stream()
        .filter(e -> e.framework().equals(framework) && e.requirement().equals(requirement))
        .findFirst()
        .map(edge -> new Link(control, edge.strength(), edge.rationale()))
        .orElseGet(() -> new Link(control, "context", ""));
  }
}
