package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Answers {@link AccessQuery}: one row per role, object and privilege that is effective, sorted by
 * code point of database, kind, object, role and privilege. Rows are made one object at a time.
 */
public final class Access {
  private final Estate estate;
  private final AccessQuery query;
  private final EffectivePrivileges effective;
  private final Explanation explanation;
  private final OptionalInt role;

  /** A query over an estate loaded with its selection; a role it names must exist. */
  public Access(Estate estate, AccessQuery query) {
    this.estate = estate;
    this.query = query;
    this.effective = new EffectivePrivileges(estate);
    this.explanation = new Explanation(estate, effective);
    this.role = query.role().map(estate.roles()::find).orElseGet(OptionalInt::empty);
  }

  /** Whether the role that is asked for exists; true when none is. */
  public boolean isRoleKnown() {
    return query.role().isEmpty() || role.isPresent();
  }

  /** Whether any object is in scope, whoever may use it. */
  public boolean isObjectKnown() {
    return objects().findAny().isPresent();
  }

  /** Objects in scope, sorted. */
  private Stream<Securable> objects() {
    Selection selection = query.selection();
    return estate.securables().stream()
        .filter(
            object ->
                query.object().isPresent()
                    ? selection.matches(object.database(), object.name())
                    : query.hasSystemObjects() || object.isOrdinary());
  }

  /** How many rows {@link #forEach} would give, without making them. */
  public long count() {
    long[] count = {0};
    objects()
        .forEach(
            object -> {
              for (Privilege privilege : privileges(object)) {
                count[0] += shown(object, privilege).cardinality();
              }
            });
    return count[0];
  }

  /** Hands over each row. */
  public void forEach(Consumer<AccessRow> action) {
    objects().forEach(object -> rows(object).forEach(action));
  }

  /** Rows by object, for a merge of two snapshots. */
  Stream<ObjectRows> byObject() {
    return objects().map(object -> new ObjectRows(this, object));
  }

  Estate estate() {
    return estate;
  }

  private List<Privilege> privileges(Securable object) {
    return object.kind().privileges(estate.major()).stream()
        .filter(privilege -> query.privilege().map(privilege::equals).orElse(true))
        .toList();
  }

  private BitSet shown(Securable object, Privilege privilege) {
    BitSet holders = limited(effective.holders(object, privilege, false));
    object
        .table()
        .ifPresent(
            table -> {
              // A column has a row only where it differs from its table: in the privilege or in the
              // right to grant it.
              BitSet alike = effective.holders(table, privilege, false);
              BitSet moreGrantable = effective.holders(object, privilege, true);
              moreGrantable.andNot(effective.holders(table, privilege, true));
              alike.andNot(moreGrantable);
              holders.andNot(alike);
            });
    return holders;
  }

  private BitSet limited(BitSet holders) {
    if (role.isPresent()) {
      boolean holds = holders.get(role.getAsInt());
      holders.clear();
      holders.set(role.getAsInt(), holds);
    }
    return holders;
  }

  private List<AccessRow> rows(Securable object) {
    BitSet every = new BitSet();
    every.set(0, estate.roles().count());
    return rows(object, every);
  }

  /** Rows of some roles on one object. */
  private List<AccessRow> rows(Securable object, BitSet among) {
    if (among.isEmpty()) {
      return List.of();
    }
    List<Privilege> privileges = privileges(object);
    List<BitSet> holders = privileges.stream().map(p -> shown(object, p)).toList();
    List<BitSet> grantable =
        privileges.stream().map(p -> effective.holders(object, p, true)).toList();
    BitSet any = new BitSet();
    holders.forEach(any::or);
    any.and(among);
    List<AccessRow> rows = new ArrayList<>();
    for (int holder = any.nextSetBit(0); holder >= 0; holder = any.nextSetBit(holder + 1)) {
      for (int i = 0; i < privileges.size(); i++) {
        if (holders.get(i).get(holder)) {
          rows.add(row(object, holder, privileges.get(i), grantable.get(i).get(holder)));
        }
      }
    }
    return rows;
  }

  private AccessRow row(Securable object, int holder, Privilege privilege, boolean isGrantable) {
    List<Way> ways =
        query.isExplained()
            ? explanation.all(holder, object, privilege)
            : List.of(explanation.shortest(holder, object, privilege));
    List<String> why =
        query.isExplained()
            ? ways.stream()
                .map(way -> explanation.sentence(holder, object, privilege, way))
                .toList()
            : List.of();
    return new AccessRow(
        object.database(),
        object.kind().word(),
        object.name(),
        estate.roles().quoted(holder),
        privilege.sqlName(),
        isGrantable,
        ways.getFirst().via(estate.roles()),
        why);
  }

  /** Rows of one object, made when asked for. */
  record ObjectRows(Access access, Securable object) {
    List<AccessRow> rows() {
      return access.rows(object);
    }

    /** Rows of some roles. */
    List<AccessRow> rows(BitSet among) {
      return access.rows(object, among);
    }
  }
}
