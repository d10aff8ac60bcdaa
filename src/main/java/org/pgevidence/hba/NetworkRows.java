package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.hba.AddressLine.Place;
import org.pgevidence.hba.AddressLine.Span;

/**
 * Fills {@code network_access}: what the rules together leave open to TCP connections. Rows that
 * differ in one of range, users, databases or protection only become one, until no two do.
 */
final class NetworkRows {
  private static final int NAMED = 6;

  /** All addresses but the loopback ones, as the line of addresses prints them. */
  private static final List<String> REMOTE4 = List.of("0.0.0.0-126.255.255.255", "128.0.0.0/1");

  private static final List<String> REMOTE6 =
      List.of("::/128", "::2-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  private static final List<String> WEAKEST_FIRST =
      List.of("trust", "password", "ident", "md5", "scram-sha-256");

  private final Analysis analysis;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Connections that are let on alike.
   *
   * @param encryptions bits of {@link Encryption}
   * @param rules by number
   */
  record Entry(
      Place place,
      boolean isReplication,
      String method,
      boolean isSure,
      List<Span> spans,
      BitSet users,
      BitSet databases,
      int encryptions,
      Map<Integer, Rule> rules) {}

  NetworkRows(Analysis analysis) {
    this.analysis = analysis;
  }

  void add(Entry entry) {
    if (entry.place() != Place.SOCKET) {
      entries.add(entry);
    }
  }

  void fill(MemoryFacts out, Words words, Steps steps) {
    out.provide("network_access");
    int number = 0;
    for (Entry entry : merged()) {
      List<String> ranges = entry.spans().stream().map(analysis.line()::text).toList();
      out.add(
          "network_access",
          ++number,
          entry.place() == Place.REMOTE ? "remote" : "loopback",
          sources(ranges),
          Json.compact(ranges),
          words.users(entry),
          entry.users().cardinality(),
          words.superusers(entry),
          words.databases(entry),
          entry.isReplication(),
          protection(entry.encryptions()),
          (entry.encryptions() & 1) != 0,
          entry.method(),
          few(entry.rules().values().stream().map(Rule::subject).toList()),
          entry.isSure());
      for (Rule rule : entry.rules().values()) {
        steps.add(
            "network_access",
            Integer.toString(number),
            words.table(),
            rule.number(),
            "lets some of them on");
      }
    }
  }

  /** Names of users and databases, which only the caller knows. */
  interface Words {
    String users(Entry entry);

    long superusers(Entry entry);

    String databases(Entry entry);

    String table();
  }

  private static String sources(List<String> ranges) {
    List<String> words = new ArrayList<>(ranges);
    boolean isAny4 = words.containsAll(REMOTE4) && words.removeAll(REMOTE4);
    boolean isAny6 = words.containsAll(REMOTE6) && words.removeAll(REMOTE6);
    if (isAny4 || isAny6) {
      words.addFirst(isAny4 && isAny6 ? "anywhere" : isAny4 ? "any IPv4" : "any IPv6");
    }
    return few(words);
  }

  private static String few(List<String> words) {
    String named = String.join(", ", words.subList(0, Math.min(NAMED, words.size())));
    int more = words.size() - NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String protection(int encryptions) {
    List<String> kinds = new ArrayList<>();
    for (Encryption encryption : Encryption.values()) {
      if ((encryptions & (1 << encryption.bit())) != 0) {
        kinds.add(encryption == Encryption.PLAIN ? "none" : encryption.name());
      }
    }
    return String.join(" or ", kinds);
  }

  private List<Entry> merged() {
    List<Function<List<Entry>, List<Entry>>> passes =
        List.of(this::joinSpans, this::joinUsers, this::joinDatabases, this::joinEncryptions);
    List<Entry> one = fixpoint(passes);
    List<Entry> other = fixpoint(passes.reversed());
    List<Entry> fewest = new ArrayList<>(other.size() < one.size() ? other : one);
    fewest.sort(
        Comparator.comparingInt((Entry entry) -> entry.place() == Place.REMOTE ? 0 : 1)
            .thenComparingInt(entry -> (entry.encryptions() & 1) != 0 ? 0 : 1)
            .thenComparingInt(entry -> weakness(entry.method()))
            .thenComparingInt(entry -> entry.rules().keySet().iterator().next())
            .thenComparingInt(entry -> entry.spans().getFirst().low()));
    return fewest;
  }

  private static int weakness(String method) {
    int place = WEAKEST_FIRST.indexOf(method);
    return place < 0 ? WEAKEST_FIRST.size() : place;
  }

  private List<Entry> fixpoint(List<Function<List<Entry>, List<Entry>>> passes) {
    List<Entry> rows = entries;
    int before;
    do {
      before = rows.size();
      for (Function<List<Entry>, List<Entry>> pass : passes) {
        rows = pass.apply(rows);
      }
    } while (rows.size() < before);
    return rows;
  }

  private List<Entry> joinSpans(List<Entry> rows) {
    return join(
        rows,
        e -> List.of(e.users(), e.databases(), e.encryptions()),
        (a, b) -> {
          List<Span> all = new ArrayList<>(a.spans());
          all.addAll(b.spans());
          return with(a, b, analysis.line().joined(all), a.users(), a.databases());
        });
  }

  private List<Entry> joinUsers(List<Entry> rows) {
    return join(
        rows,
        e -> List.of(e.spans(), e.databases(), e.encryptions()),
        (a, b) -> with(a, b, a.spans(), union(a.users(), b.users()), a.databases()));
  }

  private List<Entry> joinDatabases(List<Entry> rows) {
    return join(
        rows,
        e -> List.of(e.spans(), e.users(), e.encryptions()),
        (a, b) -> with(a, b, a.spans(), a.users(), union(a.databases(), b.databases())));
  }

  private List<Entry> joinEncryptions(List<Entry> rows) {
    return join(
        rows,
        e -> List.of(e.spans(), e.users(), e.databases()),
        (a, b) -> with(a, b, a.spans(), a.users(), a.databases()));
  }

  private static List<Entry> join(
      List<Entry> rows, Function<Entry, List<?>> same, BiFunction<Entry, Entry, Entry> join) {
    Map<List<?>, Entry> joined = new LinkedHashMap<>();
    for (Entry row : rows) {
      List<?> key =
          List.of(row.place(), row.isReplication(), row.method(), row.isSure(), same.apply(row));
      joined.merge(key, row, join);
    }
    return List.copyOf(joined.values());
  }

  private static Entry with(Entry a, Entry b, List<Span> spans, BitSet users, BitSet databases) {
    Map<Integer, Rule> rules = new TreeMap<>(a.rules());
    rules.putAll(b.rules());
    return new Entry(
        a.place(),
        a.isReplication(),
        a.method(),
        a.isSure(),
        spans,
        users,
        databases,
        a.encryptions() | b.encryptions(),
        rules);
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet all = (BitSet) a.clone();
    all.or(b);
    return all;
  }
}
