package org.pgevidence.render;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final long MANY_ROWS = 5_000;

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

  /**
   * Findings of one check, and exceptions, that the PDF prints at most: all of a population of
   * {@link CheckSheet#PRINTED_ROWS}, and fewer where many are that long, since nobody reads a
   * thousand pages of them.
   */
  public int printedRows() {
    long rows =
        checks.stream()
            .mapToLong(check -> Math.min(check.findings().size(), CheckSheet.PRINTED_ROWS))
            .sum();
    return rows <= MANY_ROWS ? CheckSheet.PRINTED_ROWS : CheckSheet.PRINTED_ROWS_OF_MANY;
  }

  /** Findings of a check that the PDF prints. */
  public List<FindingSheet> printedFindings(CheckSheet check) {
    return check.findings().subList(0, Math.min(printedRows(), check.findings().size()));
  }

  /**
   * The same report with the digest of its evidence.
   *
   * @param evidence SHA-256 of evidence.sha256
   */
  Report vouchingFor(String evidence) {
    return new Report(
        assessment,
        facts,
        issue.vouchingFor(evidence),
        scope,
        volumes,
        controls,
        checks,
        register,
        waivers,
        topics,
        provenance);
  }

  /** Ids of the frameworks that it prints. */
  public List<String> frameworks() {
    return volumes.stream().map(Volume::id).toList();
  }

  /**
   * The same assessment as far as one framework goes: its requirements, the controls that lead
   * there, their checks, and the exceptions of these.
   */
  public Report volume(String framework) {
    List<Volume> one = volumes.stream().filter(volume -> volume.id().equals(framework)).toList();
    List<ControlSheet> own =
        controls.stream()
            .filter(sheet -> sheet.bearsOn(framework))
            .map(sheet -> sheet.only(framework))
            .toList();
    Set<String> ids =
        own.stream()
            .flatMap(sheet -> sheet.checks().stream())
            .map(CheckSheet::id)
            .collect(Collectors.toSet());
    return new Report(
        assessment,
        facts,
        issue.named(issue.packId() + "/volumes/" + framework),
        scope,
        one,
        own,
        checks.stream().filter(check -> ids.contains(check.id())).toList(),
        new ExceptionRegister(
            register.carried(),
            register.entries().stream().filter(entry -> ids.contains(entry.check())).toList()),
        waivers.stream().filter(sheet -> ids.contains(sheet.waiver().check())).toList(),
        topics,
        provenance);
  }
}
