package org.pgevidence.privilege;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries everything a role might do to get at more: SET ROLE to every role, and granting every role
 * to itself and to whom it became, until nothing more works; then granting every role to every
 * other that it became, to bring the rights of several roles together. Before 16 it also uses
 * CREATEROLE to make a role of its own and to let roles inherit.
 */
final class Intruder {
  /** What only a superuser may do. */
  static final List<String> SUPERUSER_ONLY = List.of("set session_replication_role = replica");

  private final Attempts attempts;
  private final int major;
  private final List<String> candidates;
  private final String broker;
  private final Set<String> acting = new LinkedHashSet<>();
  private final Set<String> broken = new HashSet<>();

  Intruder(Attempts attempts, int major, String role, List<String> candidates) throws SQLException {
    this.attempts = attempts;
    this.major = major;
    this.candidates = new ArrayList<>(candidates);
    broker = role + "_broker";
    acting.add(role);
    boolean hasGrown = true;
    while (hasGrown) {
      for (String actor : List.copyOf(acting)) {
        if (major < 16) {
          useCreateRole(actor);
        }
        grantAll(actor);
      }
      hasGrown = false;
      for (String other : this.candidates) {
        if (!acting.contains(other) && attempts.works("set role " + other)) {
          acting.add(other);
          hasGrown = true;
        }
        attempts.works("set role none");
      }
    }
    for (String to : acting.contains(broker) ? List.of(broker) : List.copyOf(acting)) {
      if (major >= 16 || inherits(to)) {
        gather(to);
      }
    }
  }

  private void useCreateRole(String actor) throws SQLException {
    if (!candidates.contains(broker) && attempts.works(actor, "create role " + broker)) {
      candidates.add(broker);
    }
    for (String candidate : candidates) {
      if (!candidate.startsWith("pg_") && !inherits(candidate)) {
        attempts.works(actor, "alter role " + candidate + " inherit");
      }
    }
  }

  private boolean inherits(String role) throws SQLException {
    return attempts.number(
            "select count(*) from pg_roles where rolinherit and rolname = '" + role + "'")
        == 1;
  }

  /** Every role that anyone may grant becomes a right of one of those that it became. */
  private void gather(String to) throws SQLException {
    for (String granted : candidates) {
      String grant = "grant " + granted + " to " + to + options();
      if (!granted.equals(to) && !anyActor(grant) && major < 16 && isMember(granted, to)) {
        for (String member : candidates) {
          if (!member.equals(acting.iterator().next()) && isMember(granted, member)) {
            anyActor("revoke " + to + " from " + member);
          }
        }
        anyActor(grant);
      }
    }
  }

  private boolean anyActor(String sql) throws SQLException {
    for (String actor : acting) {
      if (attempts.works(actor, sql)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMember(String role, String of) throws SQLException {
    return attempts.number(
            "select count(*) from pg_roles r, pg_roles o where not r.rolsuper and r.rolname = '"
                + role
                + "' and o.rolname = '"
                + of
                + "' and pg_has_role(r.oid, o.oid, 'member')")
        == 1;
  }

  private String options() {
    return major >= 16 ? " with inherit true, set true" : "";
  }

  private void grantAll(String actor) throws SQLException {
    for (String granted : candidates) {
      for (String to : List.of(acting.iterator().next(), actor)) {
        String grant = "grant " + granted + " to " + to + options();
        boolean isUseful = to.equals(acting.iterator().next()) || !granted.equals(broker);
        if (!granted.equals(to) && isUseful && !attempts.works(actor, grant) && major < 16) {
          breakLoop(actor, granted, to);
          attempts.works(actor, grant);
        }
      }
    }
  }

  /**
   * A membership the other way round, on whatever way, forbids a grant and can be taken away by the
   * same right. What leads to the role itself is not touched.
   */
  private void breakLoop(String actor, String granted, String to) throws SQLException {
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

  /**
   * Whether it becomes a superuser over any role of the cluster: CREATEROLE reaches, before 16, the
   * roles of other databases that are members of a superuser too.
   */
  boolean becomesSuperuser() throws SQLException {
    Set<String> wide = new LinkedHashSet<>(acting);
    wide.addAll(
        attempts.names(
            "select r.rolname from pg_roles r where exists (select from pg_roles s"
                + " where s.rolsuper and s.oid <> 10 and pg_has_role(r.oid, s.oid, 'member'))"));
    return new Intruder(attempts, major, acting.iterator().next(), List.copyOf(wide))
        .any(SUPERUSER_ONLY);
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
