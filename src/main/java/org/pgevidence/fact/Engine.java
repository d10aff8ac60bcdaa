package org.pgevidence.fact;

/**
 * Derives what SQL is the wrong tool for: a pure function from facts and context to derived tables.
 *
 * <p>An engine whose input was not provided leaves its output tables not provided and adds a gap
 * that says why; it never guesses.
 */
public interface Engine {
  /** Name as in table derivation: privilege, hba, backup. */
  String name();

  /** Version of its rules; raised whenever the same facts may derive other rows. */
  String version();

  /**
   * Derived tables and their steps. Must not keep state between calls; the same facts give the same
   * rows in the same order.
   */
  MemoryFacts derive(Facts facts);
}
