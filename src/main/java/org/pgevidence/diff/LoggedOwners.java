package org.pgevidence.diff;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pgevidence.diff.LoggedActs.Logged;
import org.pgevidence.fact.Row;

/** Logged statements that gave objects another owner, or changed default privileges. */
final class LoggedOwners {
  private static final Set<String> SELF = Set.of("current_user", "current_role", "session_user");
  private static final String TO = " to ";

  private final LoggedActs acts;

  LoggedOwners(LoggedActs acts) {
    this.acts = acts;
  }

  /** Who gave an object, as {@link Described} names it, from one owner to another. */
  Optional<Logged> of(Area area, String object, String old, String now) {
    return acts.last(
        row ->
            isNewOwner(row, now)
                && (isAltered(row, area, object)
                    || (row.text("kind").equals("reassign owned")
                        && acts.quoted(row, "role_name").equals(old)
                        && LoggedActs.isInDatabase(row, object))));
  }

  /**
   * Who gave or took a membership or a right, as {@link Grantors#what} names it. A change of owner
   * makes a grant by the old owner one by the new owner.
   */
  Optional<Logged> ofGrant(String what, String grantor, Change.Kind kind) {
    int to = what.lastIndexOf(TO);
    Optional<Logged> owner =
        to < 0 ? Optional.empty() : ofGrantor(what.substring(0, to), grantor, kind);
    return Stream.concat(acts.of(what, kind).stream(), owner.stream()).max(Logged.ORDER);
  }

  private Optional<Logged> ofGrantor(String object, String grantor, Change.Kind kind) {
    boolean isNew = kind == Change.Kind.APPEARED;
    return acts.last(
        row ->
            switch (row.text("kind")) {
              case "alter owner" ->
                  (!isNew || isNewOwner(row, grantor)) && LoggedActs.isObject(row, object);
              case "reassign owned" ->
                  (isNew ? isNewOwner(row, grantor) : acts.quoted(row, "role_name").equals(grantor))
                      && LoggedActs.isInDatabase(row, object);
              default -> false;
            });
  }

  /**
   * Who changed a default privilege, as {@link DefaultGrants} names it. A statement on others of
   * the same objects counts too: the first REVOKE from PUBLIC writes what the owner has.
   */
  Optional<Logged> ofDefault(String name, Change.Kind kind) {
    String objects = name.substring(0, name.lastIndexOf(TO));
    String grantee = name.substring(name.lastIndexOf(TO) + TO.length());
    return acts.last(
            row ->
                isDefault(row, objects)
                    && acts.quoted(row, "grantee").equals(grantee)
                    && (kind != Change.Kind.APPEARED || row.text("kind").equals("default grant")))
        .or(() -> acts.last(row -> isDefault(row, objects)))
        .or(
            () ->
                acts.last(
                    row ->
                        kind != Change.Kind.APPEARED
                            && row.text("kind").equals("drop owned")
                            && acts.quoted(row, "role_name").equals(grantee)
                            && LoggedActs.isInDatabase(row, objects)));
  }

  private boolean isDefault(Row row, String objects) {
    String stated = row.textOrNull("role_name");
    String creator =
        acts.quoted(row, stated == null || SELF.contains(stated) ? "actor" : "role_name");
    String logged = row.textOrNull("object_name");
    return row.text("kind").startsWith("default ")
        && logged != null
        && LoggedActs.isInDatabase(row, objects)
        && objects.endsWith(": " + DefaultGrants.madeBy(creator, logged));
  }

  private boolean isNewOwner(Row row, String owner) {
    String stated = row.textOrNull("grantee");
    boolean isSelf = stated != null && SELF.contains(stated);
    return acts.quoted(row, isSelf ? "actor" : "grantee").equals(owner);
  }

  private static boolean isAltered(Row row, Area area, String object) {
    String kind = row.text("words");
    return row.text("kind").equals("alter owner")
        && kind.equals("SCHEMA") == (area == Area.SCHEMA)
        && kind.equals("DATABASE") == (area == Area.DATABASE)
        && LoggedActs.isObject(row, object);
  }
}
