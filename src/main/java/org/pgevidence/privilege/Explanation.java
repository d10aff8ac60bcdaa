package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.Way.Reason;

/** Why a role holds a privilege: every way, shortest first, and each as a sentence. */
final class Explanation {
  private static final Comparator<Way> SHORTEST =
      Comparator.comparingInt(Way::length).thenComparing(Way::reason);

  private final Estate estate;
  private final EffectivePrivileges effective;

  Explanation(Estate estate, EffectivePrivileges effective) {
    this.estate = estate;
    this.effective = effective;
  }

  /** The shortest way; the role must hold the privilege. */
  Way shortest(int role, Securable object, Privilege privilege) {
    return ways(role, object, privilege, false).getFirst();
  }

  /** The shortest way; empty when the role does not hold the privilege. */
  Optional<Way> first(int role, Securable object, Privilege privilege) {
    return ways(role, object, privilege, false).stream().findFirst();
  }

  /** Every way, shortest first; empty when the role does not hold the privilege. */
  List<Way> all(int role, Securable object, Privilege privilege) {
    return ways(role, object, privilege, true);
  }

  private List<Way> ways(int role, Securable object, Privilege privilege, boolean isEvery) {
    List<Way> ways = new ArrayList<>();
    if (estate.roles().isSuperuser(role)) {
      ways.add(new Way(Reason.SUPERUSER, List.of(), Optional.empty(), object));
      if (!isEvery) {
        return ways;
      }
    }
    if (!EffectivePrivileges.isRefused(object, privilege)) {
      addEntries(ways, role, object, privilege, isEvery);
    }
    object.table().ifPresent(table -> ways.addAll(ways(role, table, privilege, isEvery)));
    ways.sort(SHORTEST);
    return ways;
  }

  private void addEntries(
      List<Way> ways, int role, Securable object, Privilege privilege, boolean isEvery) {
    Closure inherit = estate.graph(object.database()).inherit();
    for (Acl.Entry entry : object.acl().entries()) {
      if (!privilege.isIn(entry.privileges())) {
        continue;
      }
      int grantee = EffectivePrivileges.grantee(object, entry);
      if (grantee == Acl.PUBLIC) {
        ways.add(new Way(Reason.PUBLIC, List.of(), Optional.of(entry), object));
      } else if (grantee >= 0 && inherit.leadingTo(grantee).get(role)) {
        Reason reason = grantee == object.owner() ? Reason.OWNER : Reason.GRANT;
        for (List<Integer> path : paths(inherit, role, grantee, isEvery)) {
          ways.add(new Way(reason, path, Optional.of(entry), object));
        }
      }
    }
    for (int carrier : effective.predefined(object.kind(), privilege)) {
      if (carrier >= 0 && inherit.leadingTo(carrier).get(role)) {
        for (List<Integer> path : paths(inherit, role, carrier, isEvery)) {
          ways.add(new Way(Reason.PREDEFINED, path, Optional.empty(), object));
        }
      }
    }
  }

  private static List<List<Integer>> paths(Closure inherit, int from, int to, boolean isEvery) {
    return isEvery ? inherit.paths(from, to) : List.of(inherit.path(from, to));
  }

  /** A way as a sentence that an auditor understands. */
  String sentence(int role, Securable object, Privilege privilege, Way way) {
    Roles roles = estate.roles();
    String holder = roles.quoted(role);
    String what = way.on().kind().word() + " " + way.on().name();
    String granted =
        way.entry()
            .map(entry -> entry.grantor() >= 0 ? roles.quoted(entry.grantor()) : "")
            .orElse("");
    String by = granted.isEmpty() ? "" : " by " + granted;
    String claim = holder + " may " + privilege.sqlName() + " on " + kindAndName(object) + ": ";
    return switch (way.reason()) {
      case SUPERUSER -> claim + "it is a superuser, for whom nothing is checked.";
      case PUBLIC ->
          way.on().acl().isBuiltIn()
              ? claim + "the built-in default gives it to PUBLIC, which is every role."
              : claim + "it was granted to PUBLIC" + by + ", which is every role.";
      case OWNER ->
          way.path().size() == 1
              ? claim + "it owns the " + what + "."
              : claim + inherits(way.path()) + ", which owns the " + what + ".";
      case GRANT ->
          way.path().size() == 1
              ? claim + "it was granted to it directly" + by + "."
              : claim + inherits(way.path()) + ", to which it was granted" + by + ".";
      case PREDEFINED ->
          claim
              + (way.path().size() == 1 ? "it" : inherits(way.path()) + ", which")
              + " is a predefined role that holds it on every object of this kind.";
    };
  }

  private static String kindAndName(Securable object) {
    return object.kind().word() + " " + object.name();
  }

  /** The chain of a path in words: it inherits from a, a from b. */
  private String inherits(List<Integer> path) {
    Roles roles = estate.roles();
    StringBuilder text = new StringBuilder("it inherits from " + roles.quoted(path.get(1)));
    for (int i = 2; i < path.size(); i++) {
      text.append(", which inherits from ").append(roles.quoted(path.get(i)));
    }
    return text.toString();
  }
}
