package org.pgevidence.privilege;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries everything a role might do to get at more: SET ROLE to every role, and granting every role
 * to itself and to whom it became, until nothing more works.
 */
final class Intruder {
  private final Attempts attempts;
  private final int major;
  private final Set<String> acting = new LinkedHashSet<>();
  private final Set<String> broken = new HashSet<>();

  Intruder(Attempts attempts, int major, String role, List<String> candidates) throws SQLException {
    this.attempts = attempts;
    this.major = major;
    acting.add(role);
    boolean hasGrown = true;
    while (hasGrown) {
      for (String actor : List.copyOf(acting)) {
        grantAll(actor, candidates);
      }
      hasGrown = false;
      for (String other : candidates) {
        if (!acting.contains(other) && attempts.works("set role " + other)) {
          acting.add(other);
          hasGrown = true;
        }
        attempts.works("set role none");
      }
    }
  }

  private void grantAll(String actor, List<String> candidates) throws SQLException {
    String options = major >= 16 ? " with inherit true, set true" : "";
    for (String granted : candidates) {
      for (String to : List.of(acting.iterator().next(), actor)) {
        String grant = "grant " + granted + " to " + to + options;
        if (!granted.equals(to) && !attempts.works(actor, grant) && major < 16) {
          breakLoop(actor, granted, to, candidates);
          attempts.works(actor, grant);
        }
      }
    }
  }

  /**
   * A membership the other way round, on whatever way, forbids a grant and can be taken away by the
   * same right. What leads to the role itself is not touched.
   */
  private void breakLoop(String actor, String granted, String to, List<String> candidates)
      throws SQLException {
    boolean isItself = to.equals(acting.iterator().next());
    if (!broken.add(actor + " " + to + (isItself ? "" : " " + granted))) {
      return;
    }
    for (String member : isItself ? candidates : List.of(granted)) {
      if (isItself || !acting.contains(member)) {
        attempts.works(actor, "revoke " + to + " from " + member);
      }
    }
  }

  /** Roles that it got to act as, itself first. */
  Set<String> acting() {
    return acting;
  }

  /** Whether any statement works for any role that it got to act as. */
  boolean any(List<String> statements) throws SQLException {
    for (String actor : acting) {
      for (String sql : statements) {
        if (attempts.worksOnce(actor, sql)) {
          return true;
        }
      }
    }
    return false;
  }

  /** As {@link #any}, after a grant to each actor by each actor. */
  boolean anyAfter(String grant, String sql) throws SQLException {
    for (String actor : acting) {
      for (String to : List.of(acting.iterator().next(), actor)) {
        List<String> steps = new ArrayList<>(List.of(grant + to, "set role " + to, sql));
        if (attempts.worksOnce(actor, steps.toArray(String[]::new))) {
          return true;
        }
      }
    }
    return false;
  }
}
