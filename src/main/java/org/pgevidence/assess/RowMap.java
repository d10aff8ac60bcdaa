package org.pgevidence.assess;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a population seen as a map from column to value, in the order of the columns. It copies
 * nothing: an estate gives hundreds of thousands of findings.
 */
final class RowMap extends AbstractMap<String, @Nullable Object> {
  private final List<String> columns;
  private final List<Integer> positions;
  private final List<@Nullable Object> row;

  private RowMap(List<String> columns, List<Integer> positions, List<@Nullable Object> row) {
    this.columns = columns;
    this.positions = positions;
    this.row = row;
  }

  /** Makes maps of the rows of one population, from columns other than some. */
  record Form(List<String> columns, List<Integer> positions) {
    static Form without(List<String> columns, Set<String> left) {
      return new Form(
          List.copyOf(columns),
          IntStream.range(0, columns.size())
              .filter(i -> !left.contains(columns.get(i)))
              .boxed()
              .toList());
    }

    RowMap of(List<@Nullable Object> row) {
      return new RowMap(columns, positions, row);
    }
  }

  @Override
  public @Nullable Object get(@Nullable Object column) {
    for (int position : positions) {
      if (columns.get(position).equals(column)) {
        return row.get(position);
      }
    }
    return null;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return positions.stream()
            .<Map.Entry<String, @Nullable Object>>map(
                i -> new SimpleImmutableEntry<>(columns.get(i), row.get(i)))
            .iterator();
      }

      @Override
      public int size() {
        return positions.size();
      }
    };
  }
}
