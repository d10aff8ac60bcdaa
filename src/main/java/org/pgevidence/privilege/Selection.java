package org.pgevidence.privilege;

/** Which objects to load: reading one object's grants must not cost the memory of all. */
public interface Selection {
  /** Whether an object is wanted; for a column its table is asked first. */
  boolean wants(ObjectKind kind, String database, String name);

  /** All objects. */
  static Selection all() {
    return (kind, database, name) -> true;
  }

  /**
   * Objects printed under a name, alone or prefixed by {@code database: }; and the table of a
   * column of that name.
   */
  static Selection named(String object) {
    return (kind, database, name) ->
        matches(object, database, name)
            || (kind.isRelation()
                && (object.startsWith(name + ".")
                    || object.startsWith(database + ": " + name + ".")));
  }

  /** Whether a name as the user gave it means this object. */
  static boolean matches(String object, String database, String name) {
    return object.equals(name) || object.equals(database + ": " + name);
  }
}
