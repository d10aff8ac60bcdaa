package org.pgevidence.assess;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Digest;

/**
 * One object that fails one check.
 *
 * @param id check id, -, and the first 16 hex digits of SHA-256(check id, NUL, subject): stable
 *     from run to run
 * @param subject the object as PostgreSQL prints it, prefixed by its database where it lives in one
 * @param baseSeverity severity of the check
 * @param severity after data classification, at most one step away
 * @param evidence the other columns of the row, in order; values are text, numbers or null
 * @param waiver the live waiver that covers it, shown beside it
 */
public record Finding(
    String id,
    String check,
    String subject,
    String sentence,
    Severity baseSeverity,
    Severity severity,
    Map<String, @Nullable Object> evidence,
    Optional<WaiverNote> waiver,
    String fix,
    String undo) {

  /** The stable id of a finding. */
  public static String id(String check, String subject) {
    return check + "-" + Digest.hex(check + "\0" + subject).substring(0, 16);
  }

  /**
   * What is shown of a waiver beside a finding. Dates are ISO 8601 days in UTC, the last day
   * inclusive.
   */
  public record WaiverNote(
      String id,
      String owner,
      String approvedBy,
      String justification,
      String validFrom,
      String expires) {}
}
