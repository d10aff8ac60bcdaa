package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.hba.AddressLine.Place;
import org.pgevidence.hba.AddressLine.Span;

/**
 * Every rule judged over all connections: what it is left by the rules before it, and which of
 * those take the rest.
 */
final class Analysis {
  private final List<Rule> rules;
  private final Universe universe;
  private final AddressLine line;
  private final CellSets cells = new CellSets();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<Integer, BitSet> encryptions = new HashMap<>();

  /**
   * One live rule.
   *
   * @param shares what it is left, per group of users
   * @param takers rules before it that surely take all it could match; empty when something is left
   * @param matchesSomething false when it can match nobody
   */
  record Outcome(
      Rule rule, List<Coverage.Share> shares, List<Rule> takers, boolean matchesSomething) {}

  Analysis(HbaFacts facts) {
    rules = facts.live();
    Matching matching = new Matching(facts);
    universe = new Universe(facts, matching);
    line = new AddressLine(rules);
    Boxes boxes = new Boxes(facts, matching, universe, line, cells);
    BoxIndex sureIndex = new BoxIndex(universe.classCount(), line.cutCount());
    BoxIndex openIndex = new BoxIndex(universe.classCount(), line.cutCount());
    Coverage coverage = new Coverage(cells);
    for (Box[] box : boxes.all(rules)) {
      Box sure = box[0];
      Box possible = box[1];
      List<Box> earlier = sureIndex.touching(possible);
      List<Coverage.Share> shares =
          coverage.shares(sure, possible, earlier, openIndex.touching(possible));
      boolean matchesSomething = matchesSomething(possible);
      outcomes.add(
          new Outcome(
              rules.get(possible.index()),
              shares,
              shares.isEmpty() && matchesSomething ? takers(possible, earlier) : List.of(),
              matchesSomething));
      if (!sure.users().isEmpty() && !sure.spans().isEmpty()) {
        sureIndex.add(sure);
      }
      if (!sure.equals(possible)) {
        openIndex.add(possible);
      }
    }
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  Universe universe() {
    return universe;
  }

  AddressLine line() {
    return line;
  }

  BitSet cells(int number) {
    return cells.set(number);
  }

  private boolean matchesSomething(Box box) {
    return box.users().stream().anyMatch(user -> box.cellsOf(user) != 0);
  }

  /** The first rule that takes all by itself, else those that touch and are effective. */
  private List<Rule> takers(Box box, List<Box> earlier) {
    for (Box other : earlier) {
      boolean coversPlaces =
          box.spans().stream()
              .allMatch(span -> other.spans().stream().anyMatch(own -> own.covers(span)));
      if (coversPlaces
          && other.coversUsersOf(box.users())
          && box.users().stream()
              .allMatch(user -> cells.minus(box.cellsOf(user), other.cellsOf(user)) == 0)) {
        return List.of(rules.get(other.index()));
      }
    }
    List<Rule> takers = new ArrayList<>();
    for (Box other : earlier) {
      boolean takesCells =
          box.users().stream()
              .anyMatch(
                  user ->
                      other.users().get(user)
                          && cells.overlap(box.cellsOf(user), other.cellsOf(user)));
      if (takesCells && !outcomes.get(other.index()).shares().isEmpty()) {
        takers.add(rules.get(other.index()));
      }
    }
    return takers;
  }

  /** Whether a rule is first for some connection of a kind. */
  Truth reaches(Outcome outcome, boolean onlyRemote, boolean onlyPlain) {
    Truth found = Truth.NO;
    for (Coverage.Share share : outcome.shares()) {
      for (Coverage.Piece piece : share.pieces()) {
        if ((onlyRemote && !hasRemote(piece.span()))
            || (onlyPlain && line.place(piece.span().low()) == Place.SOCKET)) {
          continue;
        }
        if (!onlyPlain || hasPlain(piece.sure())) {
          found = found.or(piece.sure() != 0 ? Truth.YES : Truth.MAYBE);
        } else if (hasPlain(piece.possible())) {
          found = found.or(Truth.MAYBE);
        }
        if (found == Truth.YES) {
          return found;
        }
      }
    }
    return found;
  }

  private boolean hasRemote(Span span) {
    for (int cut = span.low(); cut < span.high(); cut = line.endOfPlace(cut, span.high())) {
      if (line.place(cut) == Place.REMOTE) {
        return true;
      }
    }
    return false;
  }

  private boolean hasPlain(int number) {
    return !databases(number, Encryption.PLAIN).isEmpty();
  }

  /** Databases of a cell set that one kind of encryption reaches; replication is the last index. */
  BitSet databases(int number, Encryption encryption) {
    return encryptions.computeIfAbsent(
        number * Boxes.ENCRYPTIONS + encryption.bit(),
        key -> {
          BitSet found = new BitSet();
          BitSet set = cells.set(number);
          for (int cell = set.nextSetBit(0); cell >= 0; cell = set.nextSetBit(cell + 1)) {
            if (cell % Boxes.ENCRYPTIONS == encryption.bit()) {
              found.set(cell / Boxes.ENCRYPTIONS);
            }
          }
          return found;
        });
  }
}
