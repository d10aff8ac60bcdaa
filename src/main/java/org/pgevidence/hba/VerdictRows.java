package org.pgevidence.hba;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.fact.MemoryFacts;

/** Fills {@code hba_verdict}. */
final class VerdictRows {
  private static final int NAMED_TAKERS = 5;

  private final HbaFacts facts;
  private final Analysis analysis;
  private final Steps steps;

  VerdictRows(HbaFacts facts, Analysis analysis, Steps steps) {
    this.facts = facts;
    this.analysis = analysis;
    this.steps = steps;
  }

  void fill(MemoryFacts out) {
    out.provide("hba_verdict");
    Map<Integer, Analysis.Outcome> outcomes = new HashMap<>();
    analysis.outcomes().forEach(outcome -> outcomes.put(outcome.rule().number(), outcome));
    for (Rule rule : facts.rules()) {
      out.add("hba_verdict", values(rule, Optional.ofNullable(outcomes.get(rule.number()))));
      String subject = Integer.toString(rule.number());
      steps.add("hba_verdict", subject, facts.table(), rule.number(), "the rule");
      Analysis.Outcome outcome = outcomes.get(rule.number());
      if (outcome != null) {
        outcome.takers().stream()
            .limit(NAMED_TAKERS)
            .forEach(
                taker ->
                    steps.add(
                        "hba_verdict",
                        subject,
                        facts.table(),
                        taker.number(),
                        "takes connections before it"));
      }
    }
  }

  private @Nullable Object[] values(Rule rule, Optional<Analysis.Outcome> outcome) {
    List<Rule> takers = outcome.map(Analysis.Outcome::takers).orElse(List.of());
    boolean isContradicted =
        takers.stream().anyMatch(taker -> !taker.outcome().equals(rule.outcome()));
    List<Principals.Role> roles = outcome.isPresent() ? analysis.universe().roles(rule) : List.of();
    Optional<Integer> prefix = prefix(rule);
    Optional<AddressRange> range =
        rule.range().filter(addresses -> addresses.prefixLength().isPresent());
    return new @Nullable Object[] {
      rule.number(),
      facts.table(),
      rule.subject(),
      rule.file(),
      rule.line(),
      rule.text(),
      rule.scope(),
      rule.type(),
      rule.method(),
      rule.decision(),
      rule.isFaulty() ? rule.error() : null,
      rule.isInert(),
      reach(outcome, false, false),
      !takers.isEmpty(),
      takers.isEmpty() ? null : words(takers),
      isContradicted,
      reach(outcome, true, false),
      reach(outcome, false, true),
      reach(outcome, true, true),
      rule.names(rule.databases(), "all"),
      rule.names(rule.users(), "all"),
      rule.names(rule.databases(), "replication"),
      isLoopback(rule),
      family(rule).orElse(null),
      prefix.orElse(null),
      range.map(addresses -> addresses.first().hex()).orElse(null),
      range.map(addresses -> addresses.last().hex()).orElse(null),
      roles.size(),
      roles.stream().filter(Principals.Role::canLogin).count(),
      rule.options().get("map"),
      rule.type() == null ? null : rule.clientCertificate(),
      undecided(rule, outcome)
    };
  }

  private static String words(List<Rule> takers) {
    String named =
        takers.stream().limit(NAMED_TAKERS).map(Rule::subject).collect(Collectors.joining(", "));
    int more = takers.size() - NAMED_TAKERS;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private @Nullable Integer reach(
      Optional<Analysis.Outcome> outcome, boolean onlyRemote, boolean onlyPlain) {
    if (outcome.isEmpty()) {
      return 0;
    }
    return switch (analysis.reaches(outcome.get(), onlyRemote, onlyPlain)) {
      case YES -> 1;
      case NO -> 0;
      case MAYBE -> null;
    };
  }

  private static boolean isLoopback(Rule rule) {
    return rule.range()
        .filter(range -> range.prefixLength().isPresent())
        .filter(range -> Matching.isLoopback(range.first()) && Matching.isLoopback(range.last()))
        .isPresent();
  }

  private static Optional<Integer> family(Rule rule) {
    return rule.range().map(range -> range.address().family());
  }

  private static Optional<Integer> prefix(Rule rule) {
    if (rule.address().filter(token -> token.isKeyword("all")).isPresent()) {
      return Optional.of(0);
    }
    return rule.range().flatMap(AddressRange::prefixLength);
  }

  private @Nullable String undecided(Rule rule, Optional<Analysis.Outcome> outcome) {
    if (outcome.isEmpty() || rule.isLocal()) {
      return null;
    }
    String address = rule.address().map(token -> token.text()).orElse("");
    if (address.equals("samenet") || address.equals("samehost")) {
      return address + " depends on the server's network interfaces";
    }
    if (rule.range().isPresent()) {
      return rule.range().get().prefixLength().isPresent() ? null : "the netmask has holes";
    }
    return address.equals("all") && !rule.address().get().isQuoted()
        ? null
        : "the host name " + address + " needs DNS at connection time";
  }
}
