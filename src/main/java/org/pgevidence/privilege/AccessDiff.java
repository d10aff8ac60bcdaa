package org.pgevidence.privilege;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What changed in effective privileges between two snapshots, object by object. */
public final class AccessDiff {
  private static final Comparator<Access.ObjectRows> ORDER =
      Comparator.<Access.ObjectRows, String>comparing(
              rows -> rows.object().database(), CodePoints.ORDER)
          .thenComparing(rows -> rows.object().kind().word(), CodePoints.ORDER)
          .thenComparing(rows -> rows.object().name(), CodePoints.ORDER);

  private AccessDiff() {}

  /** How a row differs. */
  public enum Kind {
    GAINED,
    LOST,
    /** Grantable changed, or the shortest path did. */
    CHANGED
  }

  /**
   * One difference.
   *
   * @param before empty for GAINED
   * @param after empty for LOST
   */
  public record Change(Kind kind, Optional<AccessRow> before, Optional<AccessRow> after) {
    /** The row as it is now, or as it was when it is gone. */
    public AccessRow row() {
      return after.or(() -> before).orElseThrow();
    }
  }

  /** Hands over each difference in the order of rows; both queries must be the same. */
  public static void forEach(Access before, Access after, Consumer<Change> action) {
    Iterator<Access.ObjectRows> left = before.byObject().iterator();
    Iterator<Access.ObjectRows> right = after.byObject().iterator();
    Access.@Nullable ObjectRows a = next(left);
    Access.@Nullable ObjectRows b = next(right);
    SameRights same = new SameRights(before.estate(), after.estate());
    while (a != null || b != null) {
      int order = a == null ? 1 : b == null ? -1 : ORDER.compare(a, b);
      if (a != null && b != null && order == 0 && same.areSame(a.object(), b.object())) {
        SameRights.Both roles = same.changedRoles(a.object().database());
        merge(a.rows(roles.before()), b.rows(roles.after()), action);
      } else {
        merge(
            a != null && order <= 0 ? a.rows() : List.of(),
            b != null && order >= 0 ? b.rows() : List.of(),
            action);
      }
      a = order <= 0 ? next(left) : a;
      b = order >= 0 ? next(right) : b;
    }
  }

  private static Access.@Nullable ObjectRows next(Iterator<Access.ObjectRows> rows) {
    return rows.hasNext() ? rows.next() : null;
  }

  private static void merge(List<AccessRow> old, List<AccessRow> now, Consumer<Change> action) {
    Map<AccessRow, AccessRow> left = byRole(old);
    Map<AccessRow, AccessRow> right = byRole(now);
    Map<AccessRow, AccessRow> keys = byRole(old);
    now.forEach(row -> keys.put(row, row));
    for (AccessRow key : keys.keySet()) {
      Optional<AccessRow> before = Optional.ofNullable(left.get(key));
      Optional<AccessRow> after = Optional.ofNullable(right.get(key));
      if (before.isEmpty() || after.isEmpty()) {
        action.accept(new Change(before.isEmpty() ? Kind.GAINED : Kind.LOST, before, after));
      } else if (before.get().isGrantable() != after.get().isGrantable()
          || !before.get().via().equals(after.get().via())) {
        action.accept(new Change(Kind.CHANGED, before, after));
      }
    }
  }

  private static Map<AccessRow, AccessRow> byRole(List<AccessRow> rows) {
    Map<AccessRow, AccessRow> map =
        new TreeMap<>(
            Comparator.comparing(AccessRow::role, CodePoints.ORDER)
                .thenComparing(AccessRow::privilege, CodePoints.ORDER));
    rows.forEach(row -> map.put(row, row));
    return map;
  }
}
