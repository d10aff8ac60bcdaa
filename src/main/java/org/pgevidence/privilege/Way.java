package org.pgevidence.privilege;

import java.util.List;
import java.util.Optional;

/**
 * One reason why a role holds a privilege.
 *
 * @param path chain of roles from the holder to the grantee or owner; empty for SUPERUSER and
 *     PUBLIC
 * @param entry the ACL entry that grants it; empty for SUPERUSER and PREDEFINED
 * @param on the object whose ACL it is: for a column it may be the table
 */
record Way(Reason reason, List<Integer> path, Optional<Acl.Entry> entry, Securable on) {
  /** What a way rests on; the order breaks ties between ways of the same length. */
  enum Reason {
    SUPERUSER,
    OWNER,
    PUBLIC,
    GRANT,
    PREDEFINED
  }

  /** Copies the list. */
  Way {
    path = List.copyOf(path);
  }

  /** The path as command access prints it. */
  String via(Roles roles) {
    return switch (reason) {
      case SUPERUSER -> "superuser";
      case PUBLIC -> "PUBLIC";
      case OWNER -> path.size() == 1 ? "owner" : roles.chain(path);
      case GRANT, PREDEFINED -> roles.chain(path);
    };
  }

  /** Steps between roles; PUBLIC and direct grants have none. */
  int length() {
    return Math.max(0, path.size() - 1);
  }
}
