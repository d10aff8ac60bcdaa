package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.fact.Facts;

/** What an object without an ACL grants, by kind: the rows of table acl_builtin. */
record BuiltInAcls(Facts facts) {
  Map<String, Acl> byLetter() {
    Map<String, List<Acl.Entry>> entries = new HashMap<>();
    facts.forEach(
        "acl_builtin",
        row -> {
          int grantee = row.text("grantee").equals("public") ? Acl.PUBLIC : Acl.OWNER;
          int mask = (int) row.number("privileges");
          entries
              .computeIfAbsent(row.text("kind"), k -> new ArrayList<>())
              .add(new Acl.Entry(grantee, 0, Acl.OWNER, 0, mask, 0));
        });
    Map<String, Acl> acls = new HashMap<>();
    entries.forEach((kind, list) -> acls.put(kind, new Acl(kind, 0, list)));
    return acls;
  }
}
