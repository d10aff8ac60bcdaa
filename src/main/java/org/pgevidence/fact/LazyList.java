package org.pgevidence.fact;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A list whose items are made from those of another each time that they are asked for, and not
 * kept: a tree of hundreds of thousands of findings is written without ever standing in memory.
 */
public final class LazyList<A, B> extends AbstractList<B> implements RandomAccess {
  private final List<A> from;
  private final Function<? super A, ? extends B> form;

  private LazyList(List<A> from, Function<? super A, ? extends B> form) {
    this.from = from;
    this.form = form;
  }

  /** Views a list as that of what the function makes of its items. */
  public static <A, B> List<B> of(List<A> from, Function<? super A, ? extends B> form) {
    return new LazyList<>(from, form);
  }

  @Override
  public B get(int index) {
    return form.apply(from.get(index));
  }

  @Override
  public int size() {
    return from.size();
  }
}
