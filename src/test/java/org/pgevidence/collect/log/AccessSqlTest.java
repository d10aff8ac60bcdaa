package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements on rights do, as names and keywords, and never a literal. */
class AccessSqlTest {
  private static String said(String sql) {
    return AccessSql.read(sql).stream()
        .map(
            act ->
                String.join("|", act.kind(), act.role(), act.object(), act.grantee(), act.words()))
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          grant a to b ~ grant|a||b|
          GRANT a, "B c" TO d, group e WITH ADMIN OPTION ~ grant|a||d|; grant|a||e|; grant|B c||d|; grant|B c||e|
          revoke admin option for a from b cascade ~ revoke|a||b|
          grant select (x, y), update on s.t to public ~ grant||s.t|PUBLIC|SELECT, UPDATE
          grant all privileges on all tables in schema hr to a ~ grant||all tables in schema hr|a|ALL PRIVILEGES
          grant execute on function s.f(int, text), g(x) to a ~ grant||s.f|a|EXECUTE; grant||g|a|EXECUTE
          grant usage on foreign data wrapper w to "PuB" ~ grant||w|PuB|USAGE
          grant create on schema "Odd.One" to a granted by b ~ grant||"Odd.One"|a|CREATE
          revoke grant option for select on table t from a ~ revoke||t|a|SELECT
          create role a login password 'x' in role b, c connection limit 3 ~ grant|b||a|; grant|c||a|; create role|a|||LOGIN, PASSWORD, CONNECTION
          alter user a rename to b ~ alter role|a|||RENAME
          alter role a in database d set search_path = 'x' ~ alter role|a|||SET search_path
          drop role if exists a, "B" ~ drop role|a|||; drop role|B|||
          create user mapping for a server s options (password 'x') ~ ''
          begin; grant a to b; commit ~ grant|a||b|
          select 'grant a to b' ~ ''
          """)
  void actsAreNamed(String sql, String expected) {
    assertEquals(expected, said(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter role a password 'hunter2'",
        "alter role a password E'x\\' set hunter2' login",
        "alter role a password 'x\\' set hunter2' login",
        "alter role a password $$ set hunter2 $$ login",
        "alter role a password $q$ set hunter2 $q$ login",
        "alter role a password U&'set hunter2'",
        "alter role a password 'it''s set hunter2' login",
        "alter role a /* set hunter2 */ login",
        "alter role a password 'set hunter2",
        "create role a password 'x' -- set hunter2",
      })
  void noLiteralIsKept(String sql) {
    assertFalse(said(sql).contains("hunter2"), said(sql));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "''", "\\\\", "/*", "\"\"", "a."})
  void longTextsTakeNoStack(String part) {
    String run = part.repeat(200_000);
    assertEquals("", said("select '" + run + "'"));
    assertEquals("", said("comment on table t is E'" + run + "' -- " + run));
    assertFalse(said("alter role a password '" + run + "' login").contains("xx"));
    AccessSql.read("grant " + run + " to b");
  }

  @Test
  void cutOffStatementsEnd() {
    String whole =
        "grant select (a), update on all tables in schema s to b, \"c\" with grant option";
    for (int length = 0; length <= whole.length(); length++) {
      AccessSql.read(whole.substring(0, length));
    }
    assertEquals(List.of(), AccessSql.read("create role"));
  }
}
