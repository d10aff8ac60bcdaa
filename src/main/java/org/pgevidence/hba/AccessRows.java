package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.hba.AddressLine.Place;
import org.pgevidence.hba.AddressLine.Span;

/**
 * Fills {@code hba_access}, {@code network_access} and {@code hba_reach} with what rules other than
 * reject leave to login roles on connectable databases.
 */
final class AccessRows implements NetworkRows.Words {
  private final HbaFacts facts;
  private final Analysis analysis;
  private final Steps steps;
  private final List<BitSet> membersOfClass = new ArrayList<>();
  private final BitSet logins = new BitSet();
  private final BitSet replicators = new BitSet();
  private final BitSet superusers = new BitSet();
  private final BitSet connectable = new BitSet();
  private final Map<Long, Map<Integer, BitSet>> byEncryptions = new HashMap<>();
  private final NetworkRows network;
  private final ReachRows reaches;
  private int count;

  private record Key(
      Place place, BitSet databases, boolean isReplication, int encryptions, boolean isSure) {}

  private record Row(Key key, List<Span> spans) {}

  AccessRows(HbaFacts facts, Analysis analysis, Steps steps) {
    this.facts = facts;
    this.analysis = analysis;
    this.steps = steps;
    this.network = new NetworkRows(analysis);
    this.reaches = new ReachRows(facts, analysis.universe().users(), steps);
    Universe universe = analysis.universe();
    for (int i = 0; i < universe.classCount(); i++) {
      membersOfClass.add(new BitSet());
    }
    for (int i = 0; i < universe.users().size(); i++) {
      Principals.Role role = facts.principals().role(universe.users().get(i)).orElse(null);
      if (role != null && role.canLogin()) {
        logins.set(i);
        replicators.set(i, role.canReplicate());
        superusers.set(i, role.isSuperuser());
        membersOfClass.get(universe.classOf(i)).set(i);
      }
    }
    for (int i = 0; i < universe.databases().size(); i++) {
      connectable.set(
          i,
          facts.principals().databases().getOrDefault(universe.databases().get(i), Boolean.FALSE));
    }
  }

  void fill(MemoryFacts out) {
    out.provide("hba_access");
    for (Analysis.Outcome outcome : analysis.outcomes()) {
      if (!outcome.rule().isReject()) {
        access(outcome, out);
      }
    }
    network.fill(out, this, steps);
    reaches.fill(out);
  }

  private void access(Analysis.Outcome outcome, MemoryFacts out) {
    Map<Row, BitSet> rows = new LinkedHashMap<>();
    for (Coverage.Share share : outcome.shares()) {
      BitSet users = new BitSet();
      share.users().stream().forEach(number -> users.or(membersOfClass.get(number)));
      Map<Key, List<Span>> spans = new LinkedHashMap<>();
      share.pieces().forEach(piece -> split(piece, spans));
      spans.forEach(
          (key, list) -> {
            BitSet chosen = (BitSet) users.clone();
            chosen.and(key.isReplication() ? replicators : logins);
            if (!chosen.isEmpty()) {
              rows.computeIfAbsent(new Row(key, analysis.line().joined(list)), r -> new BitSet())
                  .or(chosen);
            }
          });
    }
    rows.forEach((row, users) -> add(outcome.rule(), row, users, out));
  }

  private void split(Coverage.Piece piece, Map<Key, List<Span>> spans) {
    AddressLine line = analysis.line();
    int cut = piece.span().low();
    while (cut < piece.span().high()) {
      int end = line.endOfPlace(cut, piece.span().high());
      Span span = new Span(cut, end);
      byDatabases(line.place(cut), piece.sure(), true, span, spans, 0);
      byDatabases(line.place(cut), piece.possible(), false, span, spans, piece.sure());
      cut = end;
    }
  }

  private void byDatabases(
      Place place, int cells, boolean isSure, Span span, Map<Key, List<Span>> spans, int without) {
    if (cells == without) {
      return;
    }
    byEncryptions
        .computeIfAbsent((long) cells << 32 | without, key -> byEncryptions(cells, without))
        .forEach(
            (mask, databases) ->
                spans
                    .computeIfAbsent(
                        new Key(place, databases, mask >= 8, mask & 7, isSure),
                        key -> new ArrayList<>())
                    .add(span));
  }

  /** Which databases are left to which kinds of encryption (bits; 8 = physical replication). */
  private Map<Integer, BitSet> byEncryptions(int cells, int without) {
    BitSet[] left = new BitSet[Boxes.ENCRYPTIONS];
    BitSet any = new BitSet();
    for (Encryption encryption : Encryption.values()) {
      left[encryption.bit()] = left(cells, without, encryption);
      any.or(left[encryption.bit()]);
    }
    int replication = analysis.universe().replication();
    Map<Integer, BitSet> found = new TreeMap<>();
    for (int i = any.nextSetBit(0); i >= 0; i = any.nextSetBit(i + 1)) {
      if (i != replication && !connectable.get(i)) {
        continue;
      }
      int mask = i == replication ? 8 : 0;
      for (int bit = 0; bit < left.length; bit++) {
        mask |= left[bit].get(i) ? 1 << bit : 0;
      }
      found.computeIfAbsent(mask, m -> new BitSet()).set(i);
    }
    return found;
  }

  private BitSet left(int cells, int without, Encryption encryption) {
    if (without == 0) {
      return analysis.databases(cells, encryption);
    }
    BitSet left = (BitSet) analysis.databases(cells, encryption).clone();
    left.andNot(analysis.databases(without, encryption));
    return left;
  }

  private void add(Rule rule, Row row, BitSet users, MemoryFacts out) {
    Key key = row.key();
    boolean isSocket = key.place() == Place.SOCKET;
    AddressLine line = analysis.line();
    NetworkRows.Entry entry =
        new NetworkRows.Entry(
            key.place(),
            key.isReplication(),
            String.valueOf(rule.method()),
            key.isSure(),
            row.spans(),
            users,
            key.databases(),
            key.encryptions(),
            Map.of(rule.number(), rule));
    network.add(entry);
    out.add(
        "hba_access",
        ++count,
        rule.number(),
        rule.subject(),
        word(key.place()),
        Json.compact(isSocket ? List.of() : row.spans().stream().map(line::text).toList()),
        isSocket ? null : line.first(row.spans().getFirst()).hex(),
        isSocket ? null : line.last(row.spans().getLast()).hex(),
        users(entry),
        users.cardinality(),
        superusers(entry),
        databases(entry),
        key.isReplication(),
        !isSocket && (key.encryptions() & 1) != 0,
        (key.encryptions() & 2) != 0,
        (key.encryptions() & 4) != 0,
        String.valueOf(rule.method()),
        key.isSure());
    steps.add("hba_access", Integer.toString(count), facts.table(), rule.number(), "first rule");
    for (Encryption encryption : Encryption.values()) {
      if ((key.encryptions() & (1 << encryption.bit())) != 0) {
        String protection = isSocket ? "none" : encryption.name().toLowerCase(Locale.ROOT);
        users.stream()
            .forEach(
                user ->
                    reaches.note(
                        new ReachRows.Key(
                            user,
                            word(key.place()),
                            protection,
                            String.valueOf(rule.method()),
                            key.isReplication()),
                        rule,
                        key.isSure()));
      }
    }
  }

  @Override
  public String users(NetworkRows.Entry entry) {
    BitSet all = entry.isReplication() ? replicators : logins;
    return Names.words(entry.users(), all, analysis.universe().users());
  }

  @Override
  public long superusers(NetworkRows.Entry entry) {
    return entry.users().stream().filter(superusers::get).count();
  }

  @Override
  public String databases(NetworkRows.Entry entry) {
    return entry.isReplication()
        ? "replication"
        : Names.words(entry.databases(), connectable, analysis.universe().databases());
  }

  @Override
  public String table() {
    return facts.table();
  }

  private static String word(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }
}
