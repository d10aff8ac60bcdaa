package org.pgevidence.fix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.AssessmentJson;

/**
 * A finding as far as its repair needs it.
 *
 * @param database what the evidence says of where the object lives; empty when it says nothing
 * @param hasLineBreak whether a name or value of the finding breaks a line, so that it could leave
 *     a comment
 * @param dependents grants that its fix takes along
 * @param waiver id of the live waiver
 */
record Repair(
    String check,
    String title,
    String id,
    String subject,
    String sentence,
    Optional<String> database,
    boolean hasLineBreak,
    long dependents,
    Optional<String> waiver,
    String fix,
    String undo) {

  static List<Repair> of(Assessment assessment) {
    return of(AssessmentJson.of(assessment));
  }

  /**
   * From an object of the form of {@code findings.json}; IllegalArgumentException otherwise.
   *
   * <p>What takes more {@code dependents} along comes later: a grant that hangs on another is
   * revoked while its grantor still may. The undos, in the opposite order, grant it after its
   * grantor may again.
   */
  static List<Repair> of(@Nullable Object findings) {
    List<Repair> repairs = new ArrayList<>();
    for (Object check : list(object(findings), "checks")) {
      Map<?, ?> result = object(check);
      for (Object finding : list(result, "findings")) {
        repairs.add(of(result, object(finding)));
      }
    }
    repairs.sort(Comparator.comparingLong(Repair::dependents));
    return repairs;
  }

  private static Repair of(Map<?, ?> check, Map<?, ?> finding) {
    Map<?, ?> evidence = object(finding.get("evidence"));
    String subject = text(finding, "subject");
    boolean isBroken =
        breaksLine(subject) || evidence.values().stream().anyMatch(Repair::breaksLine);
    return new Repair(
        text(check, "id"),
        text(check, "title"),
        text(finding, "id"),
        subject,
        text(finding, "sentence"),
        evidence.get("database") instanceof String name && !name.isEmpty()
            ? Optional.of(name)
            : Optional.empty(),
        isBroken,
        evidence.get("dependents") instanceof Number count ? count.longValue() : 0,
        finding.get("waiver") instanceof Map<?, ?> waiver
            ? Optional.of(text(waiver, "id"))
            : Optional.empty(),
        text(finding, "fix"),
        text(finding, "undo"));
  }

  private static boolean breaksLine(@Nullable Object value) {
    return value instanceof String text && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0);
  }

  private static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("an object is missing");
  }

  private static List<?> list(Map<?, ?> map, String key) {
    if (map.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("\"" + key + "\" is no list");
  }

  private static String text(Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + key + "\" is no text");
  }
}
