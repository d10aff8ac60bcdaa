package org.pgevidence.privilege;

import java.util.Optional;

/**
 * What command access was asked.
 *
 * @param role only this role, raw or quoted name
 * @param object only this object, alone or prefixed by its database, see {@link ObjectSpelling}
 * @param privilege only this privilege
 * @param isExplained every path as a sentence
 * @param hasSystemObjects system objects and extension members too
 */
public record AccessQuery(
    Optional<String> role,
    Optional<String> object,
    Optional<Privilege> privilege,
    boolean isExplained,
    boolean hasSystemObjects) {
  /** Everything but system objects. */
  public static AccessQuery everything() {
    return new AccessQuery(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
  }

  /** Objects that must be loaded to answer it. */
  public Selection selection() {
    return object.map(Selection::named).orElseGet(Selection::all);
  }
}
