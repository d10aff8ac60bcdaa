package org.pgevidence.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.MemoryFacts;

/** Who gained what, through what, and who granted it. */
class AccessChangesTest {
  private static final int SELECT = 2;
  private static final int TRIGGER = 64;

  /** Table hr.salary of owner hr; roles etl, analytics and admin. */
  private static MemoryFacts estate() {
    MemoryFacts facts = new MemoryFacts();
    facts.add(
        "server",
        1,
        160004,
        16,
        "16.4",
        "gcc",
        "1",
        0,
        "2026-11-22T00:00:00Z",
        null,
        1,
        null,
        0,
        null,
        null,
        1,
        null);
    String[] roles = {"hr", "etl", "analytics", "admin"};
    for (int i = 0; i < roles.length; i++) {
      facts.add("role", i + 1, roles[i], roles[i], 0, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
    }
    facts.add("database", 5, "shop", "shop", 1, 1, 0, -1, "UTF8", 0, 1, null);
    facts.add("schema", "shop", 20, "hr", "hr", 1, 0, null);
    facts.add(
        "relation",
        "shop",
        30,
        20,
        "salary",
        "hr.salary",
        "r",
        "p",
        1,
        0,
        0,
        null,
        0,
        0,
        0,
        0.0,
        0,
        null);
    facts.add("acl_builtin", "r", "owner", 255);
    facts.add("acl_builtin", "r", "public", 0);
    for (String table : List.of("membership", "acl_object", "acl_entry")) {
      facts.provide(table);
    }
    return facts;
  }

  private static MemoryFacts readable(MemoryFacts facts) {
    facts.add("acl_object", "shop", "r", 30, 1);
    facts.add("acl_entry", "shop", "r", 1, 1, 1, 255, 0);
    return facts.add("acl_entry", "shop", "r", 1, 3, 1, SELECT, 0);
  }

  private static List<String> access(MemoryFacts old, MemoryFacts now) {
    return AccessChanges.of(old, now, new LoggedActs(old, now)).stream()
        .map(Change::sentence)
        .toList();
  }

  @Test
  void membershipGivesWhatItsRoleMayAndNamesWhoGrantedIt() {
    MemoryFacts before = readable(estate());
    MemoryFacts after = readable(estate()).add("membership", 3, 2, 4, 0, 1, 1);

    List<Change> changes = AccessChanges.of(before, after, new LoggedActs(before, after));

    assertEquals(
        "Role etl can now read (SELECT) table shop: hr.salary, through analytics; new: etl in"
            + " analytics granted by admin.",
        changes.getFirst().sentence());
    assertEquals(
        "[{what=etl in analytics, by=admin, logged=null}]",
        String.valueOf(changes.getFirst().toJson().get("granted")));
    assertEquals(
        List.of(
            "Role etl can no longer read (SELECT) table shop: hr.salary; it could through analytics;"
                + " gone: etl in analytics had been granted by admin."),
        access(after, before));
  }

  @Test
  void grantOnTheObjectNamesItsGrantor() {
    MemoryFacts after = readable(estate()).add("membership", 3, 2, 4, 0, 1, 1);
    MemoryFacts before = estate().add("membership", 3, 2, 4, 0, 1, 1);

    assertEquals(
        List.of(
            "Role analytics can now read (SELECT) table shop: hr.salary, by a grant to itself; new:"
                + " shop: hr.salary to analytics granted by hr.",
            "Role etl can now read (SELECT) table shop: hr.salary, through analytics; new: shop:"
                + " hr.salary to analytics granted by hr."),
        access(before, after));
  }

  @Test
  void anotherWayToTheSameRightIsTold() {
    MemoryFacts before = readable(estate()).add("membership", 3, 2, 4, 0, 1, 1);
    MemoryFacts after = readable(estate()).add("membership", 3, 2, 4, 0, 1, 1);
    after.add("acl_entry", "shop", "r", 1, 2, 1, SELECT, 0);

    assertEquals(
        List.of(
            "Role etl can still read (SELECT) table shop: hr.salary, but now by a grant to itself;"
                + " before through analytics; new: shop: hr.salary to etl granted by hr."),
        access(before, after));
  }

  @Test
  void grantThatStandsWithOtherRightsIsChangedAndNotGone() {
    MemoryFacts wide = estate();
    wide.add("acl_object", "shop", "r", 30, 1);
    wide.add("acl_entry", "shop", "r", 1, 1, 1, 255, 0);
    wide.add("acl_entry", "shop", "r", 1, 3, 1, SELECT | TRIGGER, 0);
    MemoryFacts narrow = readable(estate());

    assertEquals(
        List.of(
            "Role analytics can no longer use TRIGGER on table shop: hr.salary; it could by a"
                + " grant to itself; changed: shop: hr.salary to analytics granted by hr."),
        access(wide, narrow));
    assertEquals(
        List.of(
            "Role analytics can now use TRIGGER on table shop: hr.salary, by a grant to"
                + " itself; changed: shop: hr.salary to analytics granted by hr."),
        access(narrow, wide));
  }
}
