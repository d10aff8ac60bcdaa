package org.pgevidence.hba;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.fact.MemoryFacts;

/** Fills {@code hba_reach}: the ways in, one row per login role and kind of way. */
final class ReachRows {
  private final HbaFacts facts;
  private final List<String> users;
  private final Steps steps;
  private final Map<Key, Reach> reaches = new LinkedHashMap<>();

  /** A kind of way in of one user, by the user's place in the universe. */
  record Key(int user, String place, String protection, String method, boolean isReplication) {}

  private static final class Reach {
    final Rule first;
    int rules;
    boolean isSure;
    int lastRule = -1;

    Reach(Rule first) {
      this.first = first;
    }
  }

  ReachRows(HbaFacts facts, List<String> users, Steps steps) {
    this.facts = facts;
    this.users = users;
    this.steps = steps;
  }

  /** Takes note of a rule that lets a user on; rules come in their order. */
  void note(Key key, Rule rule, boolean isSure) {
    Reach reach = reaches.computeIfAbsent(key, k -> new Reach(rule));
    reach.isSure |= isSure;
    if (reach.lastRule != rule.number()) {
      reach.lastRule = rule.number();
      reach.rules++;
    }
  }

  void fill(MemoryFacts out) {
    out.provide("hba_reach");
    reaches.forEach(
        (key, reach) ->
            facts
                .principals()
                .role(users.get(key.user()))
                .ifPresent(role -> add(role.oid(), key, reach, out)));
  }

  private void add(long role, Key key, Reach reach, MemoryFacts out) {
    out.add(
        "hba_reach",
        role,
        key.place(),
        key.protection(),
        key.method(),
        key.isReplication(),
        reach.first.number(),
        reach.first.subject(),
        reach.rules,
        reach.isSure);
    String subject =
        String.join(
            " | ",
            Long.toString(role),
            key.place(),
            key.protection(),
            key.method(),
            key.isReplication() ? "1" : "0");
    steps.add("hba_reach", subject, "role", role, "the role can log in");
    steps.add("hba_reach", subject, facts.table(), reach.first.number(), "first such rule");
  }
}
