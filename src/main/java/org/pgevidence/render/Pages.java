package org.pgevidence.render;

import java.util.Map;

/**
 * Where things stand in report.pdf, so that the other forms can point there.
 *
 * @param numbers page, from 1, of each anchor: c-CONTROL, k-CHECK, f-FINDING, r-FRAMEWORK-ID
 * @param total number of pages
 */
public record Pages(Map<String, Integer> numbers, int total) {
  /** Copies the map. */
  public Pages {
    numbers = Map.copyOf(numbers);
  }

  /** No PDF was made. */
  public static Pages none() {
    return new Pages(Map.of(), 0);
  }

  /** Page of an anchor as text; "" when it has none. */
  public String of(String anchor) {
    Integer page = numbers.get(anchor);
    return page == null ? "" : page.toString();
  }
}
