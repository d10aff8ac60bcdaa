package org.pgevidence.control;

import java.util.List;

/**
 * A framework as data: requirements with our own paraphrase.
 *
 * @param id gdpr, soc2, …
 * @param edition version of the source
 * @param source where the ids come from and who holds the copyright of the text
 */
public record Framework(
    String id, String title, String edition, String source, List<Requirement> requirements) {
  /** Copies the list. */
  public Framework {
    requirements = List.copyOf(requirements);
  }

  /**
   * One article or criterion.
   *
   * @param id as the framework numbers it: 32(1)(b), CC6.1
   * @param databaseShows what a database can show of it
   * @param youMustAdd what a person must add
   */
  public record Requirement(
      String id,
      String title,
      String paraphrase,
      Level level,
      List<String> databaseShows,
      List<String> youMustAdd) {
    /** Copies the lists. */
    public Requirement {
      databaseShows = List.copyOf(databaseShows);
      youMustAdd = List.copyOf(youMustAdd);
    }
  }

  /** How much of a requirement a database can show. */
  public enum Level {
    FULL,
    PARTLY,
    OUTSIDE
  }
}
