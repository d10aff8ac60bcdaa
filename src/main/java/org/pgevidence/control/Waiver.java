package org.pgevidence.control;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An accepted exception. It stands beside a failing result and never changes it.
 *
 * @param system system it holds for; * only when broad
 * @param check id of the check
 * @param subject subject of the finding; * as wildcard only when broad
 * @param validFrom first valid day in UTC
 * @param expires last valid day in UTC
 */
public record Waiver(
    String id,
    String system,
    String check,
    String subject,
    boolean isBroad,
    String type,
    String justification,
    Optional<String> compensating,
    String owner,
    String requestedBy,
    String approvedBy,
    LocalDate approvedOn,
    LocalDate validFrom,
    LocalDate expires,
    Optional<String> ticket,
    Optional<String> managementResponse) {
  /** A waiver that ends within these days is listed as expiring soon. */
  public static final int SOON_DAYS = 30;

  /** How a waiver stands on a day. */
  public enum State {
    LIVE,
    EXPIRED,
    PENDING;

    /** Its word in tables and print. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands at an instant, ISO 8601 UTC; judged by the day in UTC. */
  public State at(String instant) {
    LocalDate day = LocalDate.parse(instant.substring(0, 10));
    if (day.isBefore(validFrom)) {
      return State.PENDING;
    }
    return day.isAfter(expires) ? State.EXPIRED : State.LIVE;
  }

  /** Days from an instant to the last valid day; negative when that is past. */
  public long daysLeft(String instant) {
    return ChronoUnit.DAYS.between(LocalDate.parse(instant.substring(0, 10)), expires);
  }

  /** Whether it is live and ends within {@link #SOON_DAYS} days. */
  public boolean isExpiringSoon(String instant) {
    return at(instant) == State.LIVE && daysLeft(instant) <= SOON_DAYS;
  }

  /** Whether it holds for a finding, whatever the day. */
  public boolean covers(String systemName, String checkId, String findingSubject) {
    return check.equals(checkId) && matches(system, systemName) && matches(subject, findingSubject);
  }

  /** Whether it holds for a system. */
  public boolean holdsFor(String systemName) {
    return matches(system, systemName);
  }

  private boolean matches(String pattern, String text) {
    if (!isBroad) {
      return pattern.equals(text);
    }
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
