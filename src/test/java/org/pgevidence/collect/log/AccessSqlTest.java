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
          reassign owned by a, "B" to current_user ~ reassign owned|a||current_user|; reassign owned|B||current_user|
          drop owned by a cascade ~ drop owned|a|||
          begin; drop owned by a; commit ~ drop owned|a|||
          begin; grant a to b; commit ~ grant|a||b|
          alter table if exists only s."T x" owner to "B" ~ alter owner||s."T x"|B|TABLE
          alter table t add column owner text, alter x set default 'owner to z', owner to b ~ alter owner||t|b|TABLE
          alter table t rename owner to b ~ ''
          alter type t rename attribute owner to b ~ ''
          alter view data owner to current_user ~ alter owner||data|current_user|VIEW
          alter foreign data wrapper w owner to b ~ alter owner||w|b|FOREIGN DATA WRAPPER
          alter function s.f(owner text, int) owner to b; alter schema s owner to c ~ alter owner||s.f|b|FUNCTION; alter owner||s|c|SCHEMA
          alter large object 12 owner to b ~ alter owner||12|b|LARGE OBJECT
          alter system set x = 'owner to b' ~ ''
          alter default privileges grant select, insert on tables to a, public with grant option ~ default grant||tables|a|SELECT, INSERT; default grant||tables|PUBLIC|SELECT, INSERT
          alter default privileges for role a, "B" in schema s, "T x" revoke grant option for execute on routines from c cascade ~ default revoke|a|functions in schema s|c|EXECUTE; default revoke|a|functions in schema "T x"|c|EXECUTE; default revoke|B|functions in schema s|c|EXECUTE; default revoke|B|functions in schema "T x"|c|EXECUTE
          alter default privileges for user a grant select on large objects to b ~ default grant|a|large objects|b|SELECT
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
        "begin; alter role a password 'hunter2'; alter table t owner to b; commit",
        "alter table t set (x = 'hunter2'), owner to b",
        "alter database d set x = 'owner to hunter2'",
        "alter default privileges grant select on tables to 'hunter2'",
        "alter subscription s connection 'password=hunter2 owner to hunter2'",
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
        "grant select (a), update on all tables in schema s to b, \"c\" with grant option;"
            + " alter default privileges for role a in schema s revoke all on tables from b;"
            + " alter foreign table if exists s.t owner to b; reassign owned by a, b to c";
    for (int length = 0; length <= whole.length(); length++) {
      AccessSql.read(whole.substring(0, length));
    }
    assertEquals(List.of(), AccessSql.read("create role"));
  }
}
