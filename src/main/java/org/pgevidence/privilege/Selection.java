package org.pgevidence.privilege;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which objects to load: reading one object's grants must not cost the memory of all.
 *
 * @param object name as the user gave it; empty = all objects
 */
public record Selection(Optional<String> object) {
  /** All objects. */
  public static Selection all() {
    return new Selection(Optional.empty());
  }

  /**
   * Objects printed under a name, alone or prefixed by {@code database: }; and the table of a
   * column of that name.
   */
  public static Selection named(String object) {
    return new Selection(Optional.of(object));
  }

  /** Whether an object is wanted; for a column its table is asked first. */
  boolean wants(ObjectKind kind, String database, String name) {
    if (object.isEmpty()) {
      return true;
    }
    String wanted = object.get();
    return matches(wanted, database, name)
        || (kind.isRelation()
            && (wanted.startsWith(name + ".") || wanted.startsWith(database + ": " + name + ".")));
  }

  /** Names of which every wanted object has one; empty when all objects are wanted. */
  Set<Object> names() {
    Set<Object> names = new HashSet<>();
    object.ifPresent(
        wanted -> {
          addNames(names, wanted);
          for (int at = wanted.indexOf(": "); at >= 0; at = wanted.indexOf(": ", at + 1)) {
            addNames(names, wanted.substring(at + 2));
          }
        });
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
  static boolean matches(String object, String database, String name) {
    return object.equals(name) || object.equals(database + ": " + name);
  }
}
