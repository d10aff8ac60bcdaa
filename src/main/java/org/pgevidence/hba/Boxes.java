package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgevidence.collect.hba.AuthToken;

/** Makes the boxes of rules: what each surely and possibly matches. */
final class Boxes {
  static final int ENCRYPTIONS = Encryption.values().length;

  private final HbaFacts facts;
  private final Matching matching;
  private final Universe universe;
  private final AddressLine line;
  private final CellSets cellSets;
  private final Set<Encryption> possibleEncryptions;
  private final List<String> representatives;
  private final Map<List<AuthToken>, BitSet[]> databaseFields = new HashMap<>();

  Boxes(HbaFacts facts, Matching matching, Universe universe, AddressLine line, CellSets cellSets) {
    this.facts = facts;
    this.matching = matching;
    this.universe = universe;
    this.line = line;
    this.cellSets = cellSets;
    this.representatives = universe.representatives();
    possibleEncryptions = EnumSet.allOf(Encryption.class);
    if (!facts.isTlsOn().orElse(true)) {
      possibleEncryptions.remove(Encryption.TLS);
    }
    if (facts.rules().stream()
        .anyMatch(rule -> rule.isInert() && "hostgssenc".equals(rule.type()))) {
      possibleEncryptions.remove(Encryption.GSS);
    }
  }

  Box box(int index, Rule rule, boolean isSure) {
    BitSet users = universe.userClasses(rule, isSure);
    BitSet databases =
        databaseFields.computeIfAbsent(rule.databases(), this::databases)[isSure ? 0 : 1];
    int cells = cells(rule, databases);
    Map<Integer, Integer> own = new HashMap<>();
    if (rule.databases().stream().anyMatch(token -> token.text().startsWith("same"))) {
      users.stream()
          .forEach(user -> own.put(user, cells(rule, withSame(rule, user, databases, isSure))));
    }
    return new Box(index, users, cells, own, isSure ? line.lower(rule) : line.upper(rule));
  }

  private int cells(Rule rule, BitSet databases) {
    BitSet cells = new BitSet();
    for (int database = databases.nextSetBit(0);
        database >= 0;
        database = databases.nextSetBit(database + 1)) {
      if (rule.isLocal()) {
        cells.set(database * ENCRYPTIONS);
        continue;
      }
      for (Encryption encryption : possibleEncryptions) {
        if (encryption.isTakenBy(String.valueOf(rule.type()))) {
          cells.set(database * ENCRYPTIONS + encryption.bit());
        }
      }
    }
    return cellSets.number(cells);
  }

  /** Databases that surely and that possibly match whoever connects, in this order. */
  private BitSet[] databases(List<AuthToken> tokens) {
    BitSet sure = new BitSet();
    BitSet possible = new BitSet();
    List<String> names = universe.databases();
    for (AuthToken token : tokens) {
      if (token.text().startsWith("same") && !token.isQuoted()) {
        continue;
      }
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        Truth truth =
            token.isRegex(facts.major()) && name.startsWith("\0")
                ? Universe.pattern(token, name)
                : matching.database(List.of(token), attempt(name, "\0nobody", false));
        sure.set(i, sure.get(i) || truth == Truth.YES);
        possible.set(i, possible.get(i) || truth != Truth.NO);
      }
      Truth replication = matching.database(List.of(token), attempt("", "\0nobody", true));
      int i = universe.replication();
      sure.set(i, sure.get(i) || replication == Truth.YES);
      possible.set(i, possible.get(i) || replication != Truth.NO);
    }
    return new BitSet[] {sure, possible};
  }

  private BitSet withSame(Rule rule, int user, BitSet databases, boolean isSure) {
    BitSet all = (BitSet) databases.clone();
    List<AuthToken> same =
        rule.databases().stream()
            .filter(token -> token.text().startsWith("same") && !token.isQuoted())
            .toList();
    List<String> names = universe.databases();
    for (int i = 0; i < names.size(); i++) {
      Truth truth =
          matching.database(same, attempt(names.get(i), representatives.get(user), false));
      if (truth == Truth.YES || (!isSure && truth == Truth.MAYBE)) {
        all.set(i);
      }
    }
    return all;
  }

  private static Attempt attempt(String database, String user, boolean isReplication) {
    return new Attempt(user, database, isReplication, java.util.Optional.empty(), Encryption.PLAIN);
  }

  /** Sure and possible boxes of all live rules; one object for both where they agree. */
  List<Box[]> all(List<Rule> rules) {
    List<Box[]> boxes = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Box sure = box(i, rules.get(i), true);
      Box possible = box(i, rules.get(i), false);
      boxes.add(new Box[] {sure.equals(possible) ? possible : sure, possible});
    }
    return boxes;
  }
}
