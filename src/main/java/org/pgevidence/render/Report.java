package org.pgevidence.render;

import java.util.List;
import java.util.Locale;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.FileEntry;

/**
 * The report as a model: what all its forms print, built once.
 *
 * @param facts snapshot, derived and context tables
 * @param topics chapters of facts by subject: access, network, audit, backup
 */
public record Report(
    Assessment assessment,
    Facts facts,
    Issue issue,
    Scope scope,
    List<Volume> volumes,
    List<ControlSheet> controls,
    List<CheckSheet> checks,
    ExceptionRegister register,
    List<WaiverSheet> waivers,
    List<Topic> topics,
    List<Provenance> provenance) {
  /** Copies the lists. */
  public Report {
    volumes = List.copyOf(volumes);
    controls = List.copyOf(controls);
    checks = List.copyOf(checks);
    waivers = List.copyOf(waivers);
    topics = List.copyOf(topics);
    provenance = List.copyOf(provenance);
  }

  /** Builds the model of a system that has no exceptions register yet. */
  public static Report of(
      Assessment assessment,
      Facts facts,
      List<FileEntry> files,
      List<Figure> figures,
      Issue issue) {
    return of(assessment, facts, files, figures, issue, ExceptionRegister.first(assessment, facts));
  }

  /**
   * Builds the model.
   *
   * @param files files of the snapshot, for their digests; empty when there are none
   */
  public static Report of(
      Assessment assessment,
      Facts facts,
      List<FileEntry> files,
      List<Figure> figures,
      Issue issue,
      ExceptionRegister register) {
    List<CheckSheet> checks = CheckSheet.all(assessment);
    List<ControlSheet> controls = ControlSheet.all(assessment, checks);
    return new Report(
        assessment,
        facts,
        issue,
        Scope.of(assessment, facts),
        Volume.all(assessment, controls),
        controls,
        checks,
        register,
        WaiverSheet.all(assessment),
        Topic.all(facts, figures),
        Provenance.all(facts, files));
  }

  /** Sign of a severity by its word. */
  public String severitySign(String word) {
    return Words.sign(Severity.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
