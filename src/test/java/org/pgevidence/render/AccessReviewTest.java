package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.LayeredFacts;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.privilege.PrivilegeEngine;

class AccessReviewTest {
  private final MemoryFacts facts = facts();

  @Test
  void hostileNamesStayTextAndBytesAreStable() throws IOException {
    var all = LayeredFacts.of(facts, new PrivilegeEngine().derive(facts));

    byte[] first = write(all);
    byte[] second = write(all);

    String content = content(first);
    assertArrayEquals(first, second);
    assertTrue(content.contains("=cmd"), "the role's name is there");
    assertFalse(content.contains("<f>"), "no cell is a formula");
    assertTrue(content.contains("keep,change,revoke"));
    assertTrue(content.contains("autoFilter"));
  }

  @Test
  void csvHoldsEachRoleWithItsPath() throws IOException {
    String csv = csv(facts, "access-review.csv");

    assertTrue(
        csv.contains("\"shop\",\"anna\",\"1\",\"s\",\"SELECT\",\"1\",\"s.t\",\"anna → readers\""));
  }

  @Test
  void dutiesAndSuperusersStandInCsvToo() throws IOException {
    var all = LayeredFacts.of(facts, new PrivilegeEngine().derive(facts));

    String duties = csv(all, "access-review-duties.csv");
    String superusers = csv(all, "access-review-superusers.csv");

    assertTrue(duties.startsWith("login_role,declared_persona,superuser,"), duties);
    assertTrue(duties.contains("\n\"anna\",\"not declared\",\"no\","), duties);
    assertTrue(superusers.contains("\n\"postgres\",\"yes\",\"superuser\","), superusers);
  }

  @Test
  void countsAddUpToThoseOfTheCollection() throws IOException {
    for (String[] read : new String[][] {{"role", "", "4"}, {"relation", "shop", "1"}}) {
      facts.add(
          "provenance",
          read[0],
          read[1],
          "",
          "select",
          "00",
          "{}",
          "postgres",
          "[]",
          "2026-01-01T00:00:00Z",
          "2026-01-01T00:00:00Z",
          null,
          Long.valueOf(read[2]),
          null);
    }

    StringBuilder all = new StringBuilder();
    for (var file : new AccessReview(facts).csv().entrySet()) {
      all.setLength(0);
      file.getValue().writeTo(all);
    }
    String scope = all.toString();

    assertTrue(scope.contains("\"Roles in the facts\",\"4\""), scope);
    assertTrue(scope.contains("\"of them by the collection's provenance\",\"4\""), scope);
    assertTrue(scope.contains("\"Roles that cannot log in\",\"1\""), scope);
    assertTrue(scope.contains("\"shop\",\"1\",\"2\",\"0\",\"0\",\"1\""), scope);
  }

  private static String csv(Facts facts, String file) throws IOException {
    StringBuilder csv = new StringBuilder();
    java.util.Objects.requireNonNull(new AccessReview(facts).csv().get(file)).writeTo(csv);
    return csv.toString();
  }

  private static MemoryFacts facts() {
    MemoryFacts facts = new MemoryFacts();
    facts.add(
        "server", 1, 160000, 16, "16", "", "1", 0, "", null, null, null, null, null, null, 0, null);
    role(facts, 10, "postgres", "postgres", 1, 1);
    role(facts, 20, "anna", "anna", 0, 1);
    role(facts, 21, "readers", "readers", 0, 0);
    role(facts, 22, "=cmd|' /c calc'!A0", "\"=cmd|' /c calc'!A0\"", 0, 1);
    facts.add("membership", 21, 20, 10, 0, 1, 1);
    facts.add("database", 5, "shop", "shop", 10, 1, 0, -1, "UTF8", 1663, 1, null);
    facts.add("schema", "shop", 7, "s", "s", 10, 0, null);
    facts.add(
        "relation", "shop", 30, 7, "t", "s.t", "r", "p", 10, 0, 0, null, 0, 0, 0, 0.0, 0, null);
    facts.add("acl_object", "shop", "r", 30, 1);
    facts.add("acl_entry", "shop", "r", 1, 21, 10, 2, 0);
    facts.add("acl_entry", "shop", "r", 1, 22, 10, 3, 0);
    facts.add("acl_builtin", "n", "owner", 768);
    for (String table :
        new String[] {
          "acl_column",
          "function",
          "language",
          "view_reference",
          "inheritance",
          "policy",
          "role_setting",
          "setting",
          "classified_table"
        }) {
      facts.provide(table);
    }
    return facts;
  }

  private static void role(
      MemoryFacts facts, int oid, String name, String quoted, int isSuperuser, int canLogin) {
    facts.add("role", oid, name, quoted, isSuperuser, canLogin, 1, 0, 0, 0, 0, -1, null, 0, 0);
  }

  private static byte[] write(LayeredFacts facts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AccessReview(facts).write(out);
    return out.toByteArray();
  }

  private static String content(byte[] workbook) throws IOException {
    StringBuilder content = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      while (in.getNextEntry() != null) {
        content.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return content.toString();
  }
}
