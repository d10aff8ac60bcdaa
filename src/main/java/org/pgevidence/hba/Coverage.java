package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.pgevidence.hba.AddressLine.Span;

/**
 * What of a rule's connections earlier rules leave to it: per group of users that share their fate,
 * pieces of the address line with the cells that surely and possibly remain.
 */
final class Coverage {
  /** Cells left in a span; sure ones are among the possible. */
  record Piece(Span span, int possible, int sure) {}

  /** Users with the same pieces. */
  record Share(BitSet users, List<Piece> pieces) {}

  private final CellSets cells;

  Coverage(CellSets cells) {
    this.cells = cells;
  }

  /**
   * Shares of a rule.
   *
   * @param sure what it surely matches
   * @param possible what it possibly matches
   * @param earlierSure boxes that surely take connections before it
   * @param earlierPossible boxes that may; empty when the same as earlierSure
   */
  List<Share> shares(Box sure, Box possible, List<Box> earlierSure, List<Box> earlierPossible) {
    Map<List<Object>, BitSet> groups = new LinkedHashMap<>();
    BitSet users = possible.users();
    Map<Integer, List<Object>> specific = new HashMap<>();
    List<Box> common = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      for (Box box : side == 0 ? earlierSure : earlierPossible) {
        if (box.own().isEmpty() && box.coversUsersOf(users)) {
          if (side == 0) {
            common.add(box);
          }
          continue;
        }
        Integer mark = side == 0 ? box.index() : -1 - box.index();
        BitSet both = (BitSet) box.users().clone();
        both.and(users);
        both.stream()
            .forEach(user -> specific.computeIfAbsent(user, u -> new ArrayList<>()).add(mark));
      }
    }
    users.stream()
        .forEach(
            user -> {
              List<Object> key = new ArrayList<>(specific.getOrDefault(user, List.of()));
              key.add(
                  "cells "
                      + possible.cellsOf(user)
                      + (sure.users().get(user) ? " sure " + sure.cellsOf(user) : ""));
              if (!possible.own().isEmpty() || hasOwn(earlierSure) || hasOwn(earlierPossible)) {
                key.add("user " + user);
              }
              groups.computeIfAbsent(key, k -> new BitSet()).set(user);
            });
    List<Share> shares = new ArrayList<>();
    groups
        .values()
        .forEach(
            group -> {
              int user = group.nextSetBit(0);
              List<Piece> pieces =
                  pieces(
                      user,
                      sure,
                      possible,
                      of(user, earlierSure, common),
                      of(user, earlierPossible, List.of()));
              if (!pieces.isEmpty()) {
                shares.add(new Share(group, pieces));
              }
            });
    return shares;
  }

  private static boolean hasOwn(List<Box> boxes) {
    return boxes.stream().anyMatch(box -> !box.own().isEmpty());
  }

  private static List<Box> of(int user, List<Box> boxes, List<Box> common) {
    return boxes.size() == common.size()
        ? boxes
        : boxes.stream().filter(box -> box.users().get(user)).toList();
  }

  private List<Piece> pieces(
      int user, Box sure, Box possible, List<Box> takenSurely, List<Box> takenPossibly) {
    List<Piece> pieces = new ArrayList<>();
    for (Span span : possible.spans()) {
      List<Event> events = new ArrayList<>();
      TreeSet<Integer> cuts = new TreeSet<>(List.of(span.low(), span.high()));
      collect(user, span, possible.cellsOf(user), takenSurely, 0, events, cuts);
      collect(user, span, possible.cellsOf(user), takenPossibly, 1, events, cuts);
      for (Span own : sure.spans()) {
        addCut(own.low(), span, cuts);
        addCut(own.high(), span, cuts);
      }
      sweep(user, sure, possible.cellsOf(user), events, cuts, pieces);
    }
    return pieces;
  }

  private record Event(Span span, int cells, int side) {}

  private void collect(
      int user,
      Span span,
      int wanted,
      List<Box> boxes,
      int side,
      List<Event> events,
      NavigableSet<Integer> cuts) {
    for (Box box : boxes) {
      int taken = box.cellsOf(user);
      if (!cells.overlap(wanted, taken)) {
        continue;
      }
      for (Span own : box.spans()) {
        if (own.overlaps(span)) {
          events.add(new Event(own, taken, side));
          addCut(own.low(), span, cuts);
          addCut(own.high(), span, cuts);
        }
      }
    }
  }

  private static void addCut(int cut, Span within, NavigableSet<Integer> cuts) {
    if (cut > within.low() && cut < within.high()) {
      cuts.add(cut);
    }
  }

  private void sweep(
      int user,
      Box sure,
      int wanted,
      List<Event> events,
      NavigableSet<Integer> cuts,
      List<Piece> pieces) {
    events.sort((a, b) -> Integer.compare(a.span().low(), b.span().low()));
    List<Event> active = new ArrayList<>();
    int next = 0;
    Integer low = cuts.first();
    while (low < cuts.last()) {
      int start = low;
      Integer high = cuts.higher(low);
      if (high == null) {
        break;
      }
      active.removeIf(event -> event.span().high() <= start);
      while (next < events.size() && events.get(next).span().low() <= start) {
        if (events.get(next).span().high() > start) {
          active.add(events.get(next));
        }
        next++;
      }
      int possible = rest(wanted, active, false);
      if (possible != 0) {
        boolean isSure =
            sure.users().get(user)
                && sure.spans().stream()
                    .anyMatch(span -> span.low() <= start && start < span.high());
        int certain = isSure ? rest(sure.cellsOf(user), active, true) : 0;
        add(new Piece(new Span(start, high), possible, certain), pieces);
      }
      low = high;
    }
  }

  private int rest(int wanted, List<Event> active, boolean withPossible) {
    int rest = wanted;
    for (Event event : active) {
      if (withPossible || event.side() == 0) {
        rest = cells.minus(rest, event.cells());
      }
      if (rest == 0) {
        break;
      }
    }
    return rest;
  }

  private static void add(Piece piece, List<Piece> pieces) {
    Piece before = pieces.isEmpty() ? null : pieces.getLast();
    if (before != null
        && before.span().high() == piece.span().low()
        && before.possible() == piece.possible()
        && before.sure() == piece.sure()) {
      pieces.set(
          pieces.size() - 1,
          new Piece(
              new Span(before.span().low(), piece.span().high()), piece.possible(), piece.sure()));
    } else {
      pieces.add(piece);
    }
  }
}
