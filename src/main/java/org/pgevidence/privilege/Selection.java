package org.pgevidence.privilege;

import java.util.HashSet;
import java.util.Set;

/**
 * Which objects to load: reading one object's grants must not cost the memory of all.
 *
 * @param spellings names that the user may mean; empty = all objects
 */
public record Selection(Set<String> spellings) {
  /** Copies the set. */
  public Selection {
    spellings = Set.copyOf(spellings);
  }

  /** All objects. */
  public static Selection all() {
    return new Selection(Set.of());
  }

  /**
   * Objects printed under a name, alone or prefixed by {@code database: }, however the user spells
   * it; and the table of a column of that name.
   */
  public static Selection named(String object) {
    return new Selection(ObjectSpelling.of(object));
  }

  boolean isAll() {
    return spellings.isEmpty();
  }

  /** Whether an object is wanted; for a column its table is asked first. */
  boolean wants(ObjectKind kind, String database, String name) {
    return isAll()
        || matches(database, name)
        || (kind.isRelation()
            && spellings.stream()
                .anyMatch(
                    wanted ->
                        wanted.startsWith(name + ".")
                            || wanted.startsWith(database + ": " + name + ".")));
  }

  /** Names of which every wanted object has one; empty when all objects are wanted. */
  Set<Object> names() {
    Set<Object> names = new HashSet<>();
    for (String wanted : spellings) {
      addNames(names, wanted);
      for (int at = wanted.indexOf(": "); at >= 0; at = wanted.indexOf(": ", at + 1)) {
        addNames(names, wanted.substring(at + 2));
      }
    }
    return names;
  }

  private static void addNames(Set<Object> names, String wanted) {
    names.add(wanted);
    for (int at = wanted.indexOf('.'); at >= 0; at = wanted.indexOf('.', at + 1)) {
      names.add(wanted.substring(0, at));
    }
    if (wanted.matches("[1-9][0-9]{0,9}")) {
      names.add(Long.valueOf(wanted));
    }
  }

  /** Whether a name as the user gave it means this object. */
  boolean matches(String database, String name) {
    return spellings.contains(name) || spellings.contains(database + ": " + name);
  }
}
