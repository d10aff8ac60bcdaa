package org.pgevidence.hba;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.AuthToken;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.collect.hba.ServerRegex;

/**
 * Whether single fields of a rule match, as the server's check_role(), check_db() and address tests
 * do. MAYBE where a name needs DNS, an interface list, a missing fact, a regular expression beyond
 * us, or quoting that the view dropped.
 *
 * <p>From the view, a word that looks like a key word is taken for one, unless a role or database
 * of that very name exists: then both readings must agree.
 */
final class Matching {
  private final HbaFacts facts;
  private final Principals principals;
  private final Map<String, ServerRegex> patterns = new HashMap<>();

  Matching(HbaFacts facts) {
    this.facts = facts;
    this.principals = facts.principals();
  }

  Truth user(List<AuthToken> tokens, String user) {
    Truth found = Truth.NO;
    for (AuthToken token : tokens) {
      found = found.or(user(token, user));
    }
    return found;
  }

  Truth user(AuthToken token, String user) {
    Truth literal = Truth.of(token.text().equals(user));
    Truth special;
    if (token.isKeyword("all")) {
      special = Truth.YES;
    } else if (token.isMembership()) {
      special = member(user, token.text().substring(1));
    } else if (token.isRegex(facts.major())) {
      return regex(token, user);
    } else {
      return literal;
    }
    return facts.isQuotingKnown() || principals.role(token.text()).isEmpty()
        ? special
        : special.agreeing(literal);
  }

  /** Whether a user is a member of a group, ignoring INHERIT; a role is a member of itself. */
  Truth member(String user, String group) {
    if (principals.areMembershipsKnown()) {
      return Truth.of(principals.membersOf(group).contains(user));
    }
    return principals.areRolesKnown() && principals.role(group).isEmpty() ? Truth.NO : Truth.MAYBE;
  }

  Truth database(List<AuthToken> tokens, Attempt attempt) {
    Truth found = Truth.NO;
    for (AuthToken token : tokens) {
      found =
          found.or(
              attempt.isReplication()
                  ? replication(token)
                  : database(token, attempt.database(), attempt.user()));
    }
    return found;
  }

  private Truth replication(AuthToken token) {
    boolean isWord = token.isKeyword("replication");
    return isWord && isAmbiguousDatabase(token) ? Truth.MAYBE : Truth.of(isWord);
  }

  private Truth database(AuthToken token, String database, String user) {
    Truth literal = Truth.of(token.text().equals(database));
    Truth special;
    if (token.isKeyword("all")) {
      special = Truth.YES;
    } else if (token.isKeyword("sameuser")) {
      special = Truth.of(database.equals(user));
    } else if (token.isKeyword("samerole") || token.isKeyword("samegroup")) {
      special = member(user, database);
    } else if (token.isKeyword("replication")) {
      special = Truth.NO;
    } else {
      return token.isRegex(facts.major()) ? regex(token, database) : literal;
    }
    return isAmbiguousDatabase(token) ? special.agreeing(literal) : special;
  }

  boolean isAmbiguousDatabase(AuthToken token) {
    return !facts.isQuotingKnown() && principals.databases().containsKey(token.text());
  }

  private Truth regex(AuthToken token, String name) {
    ServerRegex pattern =
        patterns.computeIfAbsent(token.text(), text -> ServerRegex.of(text.substring(1)));
    return pattern.isUnderstood() ? Truth.of(pattern.matches(name)) : Truth.MAYBE;
  }

  /** Whether the rule takes the client's address. */
  static Truth address(Rule rule, IpAddress client) {
    Optional<AddressRange> range = rule.range();
    if (range.isPresent()) {
      return Truth.of(range.get().contains(client));
    }
    AuthToken token = rule.address().orElse(new AuthToken("all", false));
    if (token.isKeyword("all")) {
      return Truth.YES;
    }
    if (token.isKeyword("samehost")) {
      return isFirstLoopback(client) ? Truth.YES : Truth.MAYBE;
    }
    if (token.isKeyword("samenet")) {
      return isLoopback(client) ? Truth.YES : Truth.MAYBE;
    }
    return Truth.MAYBE;
  }

  /** Addresses of every host's loopback interface: 127.0.0.0/8 and ::1. */
  static boolean isLoopback(IpAddress address) {
    return address.family() == 4
        ? address.value().shiftRight(24).intValue() == 127
        : address.value().equals(java.math.BigInteger.ONE);
  }

  private static boolean isFirstLoopback(IpAddress address) {
    return isLoopback(address) && (address.value().intValue() & 0xffffff) == 1;
  }
}
