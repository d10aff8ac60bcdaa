package org.pgevidence.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * ACLs that say what an object without an ACL grants anyway, as a revoke and a grant leave them
 * behind: no difference in rights.
 */
record WrittenDefault(Map<String, Long> masks) {
  static WrittenDefault of(Facts facts) {
    Map<String, Long> masks = new HashMap<>();
    facts.forEach(
        "acl_builtin",
        row -> masks.put(row.text("kind") + " " + row.text("grantee"), row.number("privileges")));
    return new WrittenDefault(masks);
  }

  /** Whether the entries of an ACL are the built-in default of its kind, granted by the owner. */
  boolean isSame(String kind, List<Row> entries) {
    if (entries.isEmpty() || !masks.containsKey(kind + " owner")) {
      return false;
    }
    long owner = entries.getFirst().number("grantor_oid");
    long open = masks.getOrDefault(kind + " public", 0L);
    long parties = open == 0 ? 1 : 2;
    return entries.size() == parties
        && entries.stream()
            .allMatch(
                entry ->
                    entry.number("grantable") == 0
                        && entry.number("grantor_oid") == owner
                        && entry.number("privileges")
                            == mask(kind, entry.number("grantee_oid"), owner));
  }

  private long mask(String kind, long grantee, long owner) {
    String party = grantee == 0 ? " public" : grantee == owner ? " owner" : " nobody";
    return masks.getOrDefault(kind + party, -1L);
  }
}
