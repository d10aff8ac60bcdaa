package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Facts;

/**
 * What an access review signs off: effective rights of all login roles on all relations outside
 * system schemas and extensions. Small estates give a line per role, schema and set of rights;
 * large ones a line per group of relations with one ACL and the roles that have the same rights
 * there.
 */
public final class ReviewPopulation {
  private static final long MOST_PAIRS = 2_000_000;
  private static final int MOST_NAMES = 5;

  private record Key(int role, String schema, long rights) {}

  private record Group(Acl acl, int owner, long schema) {}

  private static final class Tally {
    private int relations;
    private final Securable example;

    Tally(Securable example) {
      this.example = example;
    }
  }

  private final Estate estate;
  private final EffectivePrivileges effective;
  private final Explanation explanation;
  private final Map<String, List<Securable>> relations = new TreeMap<>(CodePoints.ORDER);
  private final Map<String, String> schemas = new HashMap<>();
  private final Map<String, List<ReviewLine>> lines = new HashMap<>();
  private final BitSet roles;

  /** From facts that provide the tables of {@link Estate#NEEDED}. */
  public ReviewPopulation(Facts facts) {
    estate = Estate.read(facts, Selection.all());
    effective = new EffectivePrivileges(estate);
    explanation = new Explanation(estate, effective);
    roles = (BitSet) estate.roles().logins().clone();
    roles.andNot(estate.roles().superusers());
    for (Securable object : estate.securables()) {
      if (object.kind().isRelation() && object.isOrdinary()) {
        relations.computeIfAbsent(object.database(), k -> new ArrayList<>()).add(object);
      } else if (object.kind() == ObjectKind.SCHEMA) {
        schemas.put(object.database() + '\0' + object.oid(), object.name());
      }
    }
  }

  /** Databases with relations of users, sorted. */
  public List<String> databases() {
    return List.copyOf(relations.keySet());
  }

  /** Login roles without superusers. */
  public int roleCount() {
    return roles.cardinality();
  }

  /** Superusers that can log in; they have every right and no lines. */
  public List<String> superusers() {
    BitSet all = (BitSet) estate.roles().superusers().clone();
    all.and(estate.roles().logins());
    return all.stream().mapToObj(estate.roles()::quoted).toList();
  }

  /** Relations of a database in the review. */
  public int relationCount(String database) {
    return relations.getOrDefault(database, List.of()).size();
  }

  /** Whether lines stand for groups because the product would be too large. */
  public boolean isGrouped() {
    long all = relations.values().stream().mapToLong(List::size).sum();
    return all * roles.cardinality() > MOST_PAIRS;
  }

  /** Lines of a database, sorted. */
  public List<ReviewLine> lines(String database) {
    return lines.computeIfAbsent(
        database,
        name -> {
          List<Securable> objects = relations.getOrDefault(name, List.of());
          return isGrouped() ? grouped(objects) : byRole(objects);
        });
  }

  private List<ReviewLine> byRole(List<Securable> objects) {
    Map<Key, Tally> tallies = new LinkedHashMap<>();
    for (Securable object : objects) {
      String schema = schema(object);
      rights(object)
          .forEach(
              (rights, holders) ->
                  holders.stream()
                      .forEach(
                          role ->
                              tallies.computeIfAbsent(
                                      new Key(role, schema, rights), k -> new Tally(object))
                                  .relations++));
    }
    List<Key> keys = new ArrayList<>(tallies.keySet());
    keys.sort(
        java.util.Comparator.comparingInt(Key::role)
            .thenComparing(Key::schema, CodePoints.ORDER)
            .thenComparingLong(Key::rights));
    List<ReviewLine> lines = new ArrayList<>();
    for (Key key : keys) {
      Tally tally = java.util.Objects.requireNonNull(tallies.get(key));
      BitSet one = new BitSet();
      one.set(key.role());
      lines.add(line(tally.example, one, key.rights(), tally.relations));
    }
    return lines;
  }

  private List<ReviewLine> grouped(List<Securable> objects) {
    Map<Group, List<Securable>> groups = new LinkedHashMap<>();
    for (Securable object : objects) {
      groups
          .computeIfAbsent(
              new Group(object.acl(), object.owner(), object.schemaOid()), k -> new ArrayList<>())
          .add(object);
    }
    List<ReviewLine> lines = new ArrayList<>();
    groups.forEach(
        (group, members) ->
            rights(members.getFirst())
                .forEach(
                    (rights, holders) ->
                        lines.add(line(members.getFirst(), holders, rights, members.size()))));
    return lines;
  }

  /** Login roles by the set of rights that they have on an object. */
  private Map<Long, BitSet> rights(Securable object) {
    Map<Long, BitSet> byRights = new TreeMap<>(Map.of(0L, roles));
    for (Privilege privilege : object.kind().privileges(estate.major())) {
      BitSet holders = effective.holders(object, privilege, false);
      Map<Long, BitSet> parted = new TreeMap<>();
      byRights.forEach(
          (rights, some) -> {
            BitSet with = (BitSet) some.clone();
            with.and(holders);
            BitSet without = (BitSet) some.clone();
            without.andNot(holders);
            parted.put(rights | privilege.bit(), with);
            parted.put(rights, without);
          });
      parted.values().removeIf(BitSet::isEmpty);
      byRights = parted;
    }
    byRights.remove(0L);
    return byRights;
  }

  private ReviewLine line(Securable example, BitSet holders, long rights, int count) {
    int first = holders.nextSetBit(0);
    Privilege right =
        example.kind().privileges(estate.major()).stream()
            .filter(privilege -> privilege.isIn(rights))
            .findFirst()
            .orElseThrow();
    String names =
        String.join(
            ", ", holders.stream().limit(MOST_NAMES).mapToObj(estate.roles()::quoted).toList());
    int all = holders.cardinality();
    return new ReviewLine(
        example.database(),
        all > MOST_NAMES ? all + " roles: " + names + ", …" : names,
        all,
        schema(example),
        Privilege.names(rights),
        count,
        example.name(),
        explanation.shortest(first, example, right).via(estate.roles()));
  }

  private String schema(Securable object) {
    return schemas.getOrDefault(object.database() + '\0' + object.schemaOid(), "");
  }
}
