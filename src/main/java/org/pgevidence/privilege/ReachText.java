package org.pgevidence.privilege;

import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.TableReach.Kind;
import org.pgevidence.privilege.TableReach.Reach;

/** Path and sentence of a row of table_access. */
record ReachText(Estate estate) {
  /** The chain of roles and objects from the role to the table. */
  String path(Securable table, int role, Reach found, Optional<Way> way) {
    Roles roles = estate.roles();
    String start = becoming(table, role, found.caller());
    String path = start;
    if (found.kind() == Kind.OWNER_SELF_GRANT || way.isEmpty()) {
      path = start.isEmpty() ? "owner" : start;
    } else if (start.isEmpty()) {
      path = way.get().via(roles);
    } else if (way.get().path().size() > 1) {
      List<Integer> rest = way.get().path().subList(1, way.get().path().size());
      path = start + " → " + roles.chain(rest);
    }
    if (found.user() >= 0 && found.user() != role) {
      path += ", USAGE by " + becoming(table, role, found.user());
    }
    return isThroughObject(found) ? path + " → " + object(found) : path;
  }

  /** How the role gets to act as the caller; empty when it is the caller itself. */
  private String becoming(Securable table, int role, int caller) {
    if (role == caller) {
      return "";
    }
    MembershipGraph graph = estate.graph(table.database());
    return graph.set().reachedFrom(role).get(caller)
        ? estate.roles().chain(graph.set().path(role, caller))
        : graph.text(role, graph.way(role, caller));
  }

  /** The view or function that it goes through, and whose rights count behind it. */
  String object(Reach found) {
    Securable first = found.through().getFirst();
    int owner = found.kind() == Kind.SECURITY_DEFINER ? first.owner() : found.actor();
    return first.name() + " → " + estate.roles().quoted(owner);
  }

  /** Whether it goes through a view or a function. */
  static boolean isThroughObject(Reach found) {
    return !found.through().isEmpty() && found.through().getFirst().kind() != ObjectKind.COLUMN;
  }

  /** The row in words. */
  String sentence(Securable table, Privilege privilege, int role, Reach found, String path) {
    String who = estate.roles().quoted(role);
    String what = privilege.sqlName() + " on " + table.name() + through(found);
    String caller = estate.roles().quoted(found.caller());
    return switch (found.kind()) {
      case INHERITED, COLUMNS, PARTITION, INHERITANCE -> who + " has " + what + " (" + path + ").";
      case VIEW -> who + (found.isCertain() ? " gets " : " may get ") + what + ".";
      case SET_ROLE -> who + " gets " + what + " by SET ROLE to " + caller + " (" + path + ").";
      case OWNER_SELF_GRANT ->
          who + " can grant itself " + what + " with the owner's rights (" + path + ").";
      case OBTAINABLE ->
          who + " can grant itself the memberships that give " + what + " (" + path + ").";
      case SECURITY_DEFINER ->
          (role == found.caller() ? who : who + ", as " + caller + ",") + executes(found, what);
    };
  }

  /** The row of a function that every role may execute, in words. */
  String everyRole(Securable table, Privilege privilege, Reach found) {
    return "Every role"
        + executes(found, privilege.sqlName() + " on " + table.name() + through(found));
  }

  private String executes(Reach found, String what) {
    Securable function = found.through().getFirst();
    return " may execute "
        + function.name()
        + ", which runs as "
        + estate.roles().quoted(function.owner())
        + ", a role with "
        + what
        + "; what it does stays on the server.";
  }

  private String through(Reach found) {
    List<Securable> tables =
        found.kind() == Kind.SECURITY_DEFINER
            ? found.through().subList(1, found.through().size())
            : found.through();
    if (tables.isEmpty()) {
      return "";
    }
    Securable entrance = tables.getFirst();
    return entrance.kind() == ObjectKind.COLUMN
        ? " for columns, at least " + entrance.name()
        : " through "
            + entrance.kind().word()
            + " "
            + entrance.name()
            + ", which is checked as "
            + estate.roles().quoted(found.actor());
  }
}
