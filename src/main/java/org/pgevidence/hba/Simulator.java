package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.pgevidence.fact.Facts;

/**
 * Answers which rule an attempt to connect meets: the first that matches type, address, database
 * and user, in the file as it was collected. It does not judge credentials, nor whether role and
 * database exist.
 */
public final class Simulator {
  private final HbaFacts facts;
  private final Matching matching;
  private final IdentityHashMap<Rule, String> texts = new IdentityHashMap<>();

  private Simulator(HbaFacts facts) {
    this.facts = facts;
    this.matching = new Matching(facts);
  }

  /** A simulator over a snapshot; empty when neither raw files nor view were readable. */
  public static Optional<Simulator> of(Facts facts) {
    return HbaFacts.of(facts).map(Simulator::new);
  }

  /** The first rule that matches, and why earlier ones do not. */
  public Decision decide(Attempt attempt) {
    Optional<String> fault = facts.fault();
    if (fault.isPresent()) {
      return new Decision(
          Decision.Outcome.UNDECIDED,
          Optional.empty(),
          fault.get() + ", so the server keeps the rules it had before, which no file shows",
          List.of());
    }
    if (attempt.encryption() == Encryption.TLS && !facts.isTlsOn().orElse(true)) {
      return none("ssl is off, so no TLS connection reaches the rules", List.of());
    }
    if (facts.hasUserNamespace()) {
      return new Decision(
          Decision.Outcome.UNDECIDED,
          Optional.empty(),
          "db_user_namespace is on, which renames users before the rules are read",
          List.of());
    }
    List<Decision.Skipped> earlier = new ArrayList<>();
    for (Rule rule : facts.rules()) {
      Optional<String> mismatch = mismatch(rule, attempt);
      if (mismatch.isPresent()) {
        earlier.add(new Decision.Skipped(rule.file(), rule.line(), text(rule), mismatch.get()));
        continue;
      }
      Optional<String> doubt = doubt(rule, attempt);
      return new Decision(
          doubt.isPresent() ? Decision.Outcome.UNDECIDED : Decision.Outcome.RULE,
          Optional.of(
              new Decision.Matched(
                  rule.file(),
                  rule.line(),
                  String.valueOf(rule.type()),
                  String.valueOf(rule.method()),
                  text(rule))),
          doubt
              .map(why -> rule.subject() + " may match: " + why)
              .orElse("first rule that matches type, address, database and user" + assumption()),
          earlier);
    }
    return none("no rule matches, so the server rejects the connection" + assumption(), earlier);
  }

  private String text(Rule rule) {
    return texts.computeIfAbsent(rule, Rule::text);
  }

  private static Decision none(String reason, List<Decision.Skipped> earlier) {
    return new Decision(Decision.Outcome.NO_MATCH, Optional.empty(), reason, earlier);
  }

  /** Why the rule surely does not match; empty when it does or may. */
  private Optional<String> mismatch(Rule rule, Attempt attempt) {
    if (rule.isInert()) {
      return Optional.ofNullable(rule.error());
    }
    String type = String.valueOf(rule.type());
    if (attempt.address().isEmpty() != rule.isLocal()) {
      return Optional.of(
          rule.isLocal()
              ? "local rules take Unix sockets only"
              : type + " rules take TCP connections only");
    }
    if (!rule.isLocal() && !attempt.encryption().isTakenBy(type)) {
      return Optional.of(type + " does not take connections " + words(attempt.encryption()));
    }
    if (attempt.address().filter(ip -> Matching.address(rule, ip) == Truth.NO).isPresent()) {
      return Optional.of(
          "address "
              + attempt.address().get()
              + " is not in "
              + rule.address().map(token -> token.text()).orElse("")
              + rule.netmask().map(mask -> " " + mask).orElse(""));
    }
    if (matching.database(rule.databases(), attempt) == Truth.NO) {
      return Optional.of(
          (attempt.isReplication() ? "physical replication" : "database " + attempt.database())
              + " is not among "
              + Rule.words(rule.databases()));
    }
    return matching.user(rule.users(), attempt.user()) == Truth.NO
        ? Optional.of("user " + attempt.user() + " is not among " + Rule.words(rule.users()))
        : Optional.empty();
  }

  /** What leaves open whether the rule matches. */
  private Optional<String> doubt(Rule rule, Attempt attempt) {
    if (attempt.address().filter(ip -> Matching.address(rule, ip) == Truth.MAYBE).isPresent()) {
      String address = rule.address().map(token -> token.text()).orElse("");
      return Optional.of(
          address.startsWith("same")
              ? address + " depends on the server's network interfaces"
              : "the host name " + address + " needs DNS at connection time");
    }
    if (matching.database(rule.databases(), attempt) == Truth.MAYBE) {
      return Optional.of(
          "its databases " + Rule.words(rule.databases()) + " leave it open" + why());
    }
    return matching.user(rule.users(), attempt.user()) == Truth.MAYBE
        ? Optional.of("its users " + Rule.words(rule.users()) + " leave it open" + why())
        : Optional.empty();
  }

  private String assumption() {
    return facts.isQuotingKnown()
        ? ""
        : " (by the view, which drops quotes: all and its like are taken for key words unless a role"
            + " or database has that name)";
  }

  private String why() {
    return facts.isQuotingKnown()
        ? " (memberships not collected, or a regular expression beyond our reading)"
        : " (the view drops quotes and a name equals a key word, memberships were not collected, or"
            + " a regular expression is beyond our reading)";
  }

  private static String words(Encryption encryption) {
    return switch (encryption) {
      case PLAIN -> "without encryption";
      case TLS -> "over TLS";
      case GSS -> "over GSS encryption";
    };
  }
}
