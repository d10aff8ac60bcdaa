package org.pgevidence.assess;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgevidence.fact.Facts;

/**
 * Exceptions of a system from pack to pack: every finding ever seen, how long it has stood and what
 * management says to it. A finding is resolved only when its check was judged without it; until
 * then it stays open.
 *
 * @param carried sentence on where the older entries come from
 * @param entries sorted by id
 */
public record ExceptionRegister(String carried, List<Entry> entries) {
  /** Copies the list. */
  public ExceptionRegister {
    entries = List.copyOf(entries);
  }

  /** How an entry stands. */
  public enum State {
    OPEN,
    /** Open before, and its check could not be judged this time. */
    NOT_ASSESSED,
    RESOLVED;

    /** Its word in JSON and tables. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One finding. Instants are those of collection, ISO 8601 UTC; days are in UTC.
   *
   * @param openedAt when it was first seen since it was last resolved
   * @param resolvedAt first collection without it; empty while it is not resolved
   * @param ageDays days from openedAt to this collection, or to its resolution
   * @param timesReopened how often it came back
   * @param waiver id of the live waiver
   */
  public record Entry(
      String id,
      String check,
      String subject,
      String sentence,
      String severity,
      State state,
      String firstSeen,
      String openedAt,
      String lastSeen,
      Optional<String> resolvedAt,
      long ageDays,
      long timesReopened,
      Answer answer,
      Optional<String> waiver,
      boolean isOverdue) {
    /** Whether it is not shown to be resolved. */
    public boolean isOpen() {
      return state != State.RESOLVED;
    }
  }

  /** What management says to a finding; from responses.yaml, else from its waiver. */
  public record Answer(
      Optional<String> owner,
      Optional<String> due,
      Optional<String> response,
      Optional<String> cause,
      Optional<String> ticket) {
    static final Answer NONE =
        new Answer(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Answer orElse(Answer other) {
      return new Answer(
          owner.or(other::owner),
          due.or(other::due),
          response.or(other::response),
          cause.or(other::cause),
          ticket.or(other::ticket));
    }
  }

  /** The register of a system that has none yet. */
  public static ExceptionRegister first(Assessment assessment, Facts facts) {
    return of(
        assessment, facts, List.of(), "No earlier register: every entry counts from this pack.");
  }

  /**
   * The register after an assessment.
   *
   * @param facts with the context's table finding_response, where there is one
   * @param earlier entries of the pack before
   */
  public static ExceptionRegister of(
      Assessment assessment, Facts facts, List<Entry> earlier, String carried) {
    Map<String, Entry> before =
        earlier.stream().collect(Collectors.toMap(Entry::id, Function.identity(), (a, b) -> b));
    Map<String, Answer> answers = ManagementAnswers.of(assessment, facts);
    Map<String, Entry> entries = new TreeMap<>();
    for (Finding finding : assessment.findings()) {
      entries.put(
          finding.id(),
          open(finding, Optional.ofNullable(before.get(finding.id())), assessment, answers));
    }
    Map<String, CheckResult> results =
        assessment.checks().stream()
            .collect(Collectors.toMap(result -> result.check().id(), Function.identity()));
    for (Entry old : earlier) {
      if (!entries.containsKey(old.id())) {
        Optional<CheckResult> result = Optional.ofNullable(results.get(old.check()));
        entries.put(old.id(), absent(old, result, assessment, answers));
      }
    }
    return new ExceptionRegister(carried, List.copyOf(entries.values()));
  }

  private static Entry open(
      Finding finding, Optional<Entry> before, Assessment assessment, Map<String, Answer> answers) {
    String now = assessment.collectedAt();
    boolean isBack = before.isPresent() && !before.get().isOpen();
    String opened = isBack ? now : before.map(Entry::openedAt).orElse(now);
    String first = before.map(Entry::firstSeen).orElse(now);
    Answer answer = answers.getOrDefault(finding.id(), Answer.NONE);
    return new Entry(
        finding.id(),
        finding.check(),
        finding.subject(),
        finding.sentence(),
        finding.severity().word(),
        State.OPEN,
        earlier(first, now),
        earlier(opened, now),
        before.map(Entry::lastSeen).filter(last -> last.compareTo(now) > 0).orElse(now),
        Optional.empty(),
        days(earlier(opened, now), now),
        before.map(Entry::timesReopened).orElse(0L) + (isBack ? 1 : 0),
        answer,
        finding.waiver().map(Finding.WaiverNote::id),
        isOverdue(answer, now));
  }

  private static Entry absent(
      Entry old, Optional<CheckResult> result, Assessment assessment, Map<String, Answer> answers) {
    String now = assessment.collectedAt();
    boolean isResolved =
        !old.isOpen() || result.map(judged -> isJudged(judged, old.subject())).orElse(false);
    Optional<String> resolvedAt =
        !isResolved ? Optional.empty() : old.resolvedAt().or(() -> Optional.of(now));
    Answer answer = answers.getOrDefault(old.id(), Answer.NONE).orElse(old.answer());
    return new Entry(
        old.id(),
        old.check(),
        old.subject(),
        old.sentence(),
        old.severity(),
        isResolved ? State.RESOLVED : State.NOT_ASSESSED,
        old.firstSeen(),
        old.openedAt(),
        old.lastSeen(),
        resolvedAt,
        days(old.openedAt(), resolvedAt.orElse(now)),
        old.timesReopened(),
        answer,
        Optional.empty(),
        !isResolved && isOverdue(answer, now));
  }

  /** Whether a result shows that an object no longer fails. */
  private static boolean isJudged(CheckResult result, String subject) {
    return switch (result.verdict()) {
      case PASS, FAIL, NOT_APPLICABLE ->
          result.undecided().stream().noneMatch(item -> item.subject().equals(subject));
      case NOT_ASSESSED, MANUAL -> false;
    };
  }

  private static boolean isOverdue(Answer answer, String now) {
    return answer.due().filter(due -> due.compareTo(now.substring(0, 10)) < 0).isPresent();
  }

  private static String earlier(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static long days(String from, String to) {
    return Math.max(
        0,
        ChronoUnit.DAYS.between(
            LocalDate.parse(from.substring(0, 10)), LocalDate.parse(to.substring(0, 10))));
  }

  /** What this collection changed, as sentences: findings that appeared, came back or are gone. */
  public List<String> changesAt(String instant) {
    List<String> sentences = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.isOpen() && entry.openedAt().equals(instant)) {
        sentences.add((entry.timesReopened() > 0 ? "Back: " : "New: ") + entry.sentence());
      } else if (entry.resolvedAt().filter(instant::equals).isPresent()) {
        sentences.add("Resolved: " + entry.sentence());
      }
    }
    return sentences;
  }
}
