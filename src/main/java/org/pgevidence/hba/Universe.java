package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.pgevidence.collect.hba.AuthToken;

/**
 * Every user and database that rules can tell apart: those that exist, those that rules name, and
 * one that nobody names. Users that no rule tells apart share a class.
 */
final class Universe {
  /** Stands for names that neither exist nor are written in a rule; no real name has it. */
  private static final String OTHER = "\0other";

  /** Begins a name that neither exists nor is written, yet matches the pattern behind it. */
  private static final String LIKE = "\0like ";

  /** Beyond so many users, databases that don't exist are not tried for each. */
  private static final int MANY = 500;

  private final HbaFacts facts;
  private final Matching matching;
  private final List<String> users;
  private final List<String> databases;
  private final Map<String, Integer> userIndexes = new HashMap<>();
  private final Map<List<AuthToken>, BitSet[]> userFields = new HashMap<>();
  private final int[] classes;
  private final int classCount;

  Universe(HbaFacts facts, Matching matching) {
    this.facts = facts;
    this.matching = matching;
    users =
        names(facts.principals().roles().stream().map(Principals.Role::name).toList(), Rule::users);
    databases =
        withUsers(names(List.copyOf(facts.principals().databases().keySet()), Rule::databases));
    for (int i = 0; i < users.size(); i++) {
      userIndexes.put(users.get(i), i);
    }
    facts.live().forEach(rule -> userFields.computeIfAbsent(rule.users(), this::usersOf));
    classes = new int[users.size()];
    classCount = classify();
  }

  private List<String> names(List<String> existing, Function<Rule, List<AuthToken>> field) {
    Set<String> names = new LinkedHashSet<>(existing);
    for (Rule rule : facts.live()) {
      for (AuthToken token : field.apply(rule)) {
        names.add(token.isRegex(facts.major()) ? LIKE + token.text() : token.text());
      }
    }
    names.add(OTHER);
    return List.copyOf(names);
  }

  /** sameuser and samerole match databases named like users, whether or not they exist yet. */
  private List<String> withUsers(List<String> names) {
    if (!hasSame() || users.size() > MANY) {
      return names;
    }
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(users);
    return List.copyOf(all);
  }

  private boolean hasSame() {
    return facts.live().stream()
        .flatMap(rule -> rule.databases().stream())
        .anyMatch(token -> token.text().startsWith("same"));
  }

  /** Users that surely and that possibly match, in this order. */
  private BitSet[] usersOf(List<AuthToken> tokens) {
    BitSet sure = new BitSet(users.size());
    BitSet possible = new BitSet(users.size());
    for (AuthToken token : tokens) {
      boolean isPlain =
          facts.isQuotingKnown() && !token.isKeyword("all") && !token.isRegex(facts.major());
      if (isPlain && !token.isMembership()) {
        set(sure, token.text());
      } else if (isPlain && facts.principals().areMembershipsKnown()) {
        facts.principals().membersOf(token.text().substring(1)).forEach(name -> set(sure, name));
      } else {
        for (int i = 0; i < users.size(); i++) {
          String name = users.get(i);
          Truth truth =
              token.isRegex(facts.major()) && name.startsWith("\0")
                  ? pattern(token, name)
                  : matching.user(token, name);
          sure.set(i, sure.get(i) || truth == Truth.YES);
          possible.set(i, possible.get(i) || truth != Truth.NO);
        }
      }
    }
    possible.or(sure);
    return new BitSet[] {sure, possible};
  }

  /** Whether a name that nobody has matches a pattern: known only where it was made for it. */
  static Truth pattern(AuthToken token, String name) {
    return name.equals(LIKE + token.text()) ? Truth.YES : Truth.MAYBE;
  }

  private void set(BitSet bits, String name) {
    Integer index = userIndexes.get(name);
    if (index != null) {
      bits.set(index);
    }
  }

  /** Users in the same fields, and of no database's name or group, share a class. */
  private int classify() {
    long[][] signatures = new long[users.size()][2];
    int field = 0;
    for (BitSet[] bits : userFields.values()) {
      for (int side = 0; side < 2; side++) {
        long mix = mixed(++field);
        bits[side].stream()
            .forEach(
                user -> {
                  signatures[user][0] += mix;
                  signatures[user][1] += mixed(mix);
                });
      }
    }
    boolean hasSame = hasSame();
    Map<List<Object>, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < users.size(); i++) {
      List<String> own = hasSame ? same(users.get(i)) : List.of();
      int number = numbers.size();
      Integer known = numbers.putIfAbsent(List.of(signatures[i][0], signatures[i][1], own), number);
      classes[i] = known == null ? number : known;
    }
    return numbers.size();
  }

  /** Databases that sameuser or samerole may give to a user; the user itself when unknown. */
  private List<String> same(String user) {
    if (!facts.principals().areMembershipsKnown() || !facts.isQuotingKnown()) {
      return List.of(user);
    }
    return databases.stream()
        .filter(name -> name.equals(user) || facts.principals().membersOf(name).contains(user))
        .toList();
  }

  private static long mixed(long seed) {
    long z = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  int classCount() {
    return classCount;
  }

  int classOf(int user) {
    return classes[user];
  }

  List<String> users() {
    return users;
  }

  List<String> databases() {
    return databases;
  }

  /** A name of the class, to ask field questions with. */
  List<String> representatives() {
    String[] names = new String[classCount];
    for (int i = users.size() - 1; i >= 0; i--) {
      names[classes[i]] = users.get(i);
    }
    return List.of(names);
  }

  /** Classes that surely (or possibly) match the users of a rule. */
  BitSet userClasses(Rule rule, boolean isSure) {
    BitSet[] bits = userFields.get(rule.users());
    BitSet found = new BitSet(classCount);
    if (bits != null) {
      bits[isSure ? 0 : 1].stream().forEach(user -> found.set(classes[user]));
    }
    return found;
  }

  /** Existing roles that the users of a rule surely match. */
  List<Principals.Role> roles(Rule rule) {
    List<Principals.Role> roles = new ArrayList<>();
    BitSet[] bits = userFields.get(rule.users());
    if (bits != null) {
      bits[0].stream()
          .forEach(user -> facts.principals().role(users.get(user)).ifPresent(roles::add));
    }
    return roles;
  }

  /** Index of physical replication, behind the databases. */
  int replication() {
    return databases.size();
  }
}
