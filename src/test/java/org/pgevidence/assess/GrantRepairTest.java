package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Statements that take a grant away and bring back what hung on it. */
class GrantRepairTest {
  private static final long OWNER = 30;
  private static final long A = 31;
  private static final long B = 32;
  private static final long HOLDER = 33;
  private static final long FIRST = 34;
  private static final long SECOND = 35;
  private static final long PUBLIC = 0;

  private final MemoryFacts facts = new MemoryFacts();
  private long roles;

  GrantRepairTest() {
    Stream.of("role", "schema", "acl_object", "acl_entry").forEach(facts::provide);
    List.of("owner", "a", "b", "holder", "first", "second")
        .forEach(name -> add("role", "oid", OWNER + roles++, "name", name, "name_quoted", name));
    add("schema", "database", "d", "oid", 7L, "name_quoted", "s", "owner_oid", OWNER);
    facts.add("acl_object", "d", "n", 7L, 1L);
  }

  @Test
  void eachGrantorRevokesItsOwn() throws SQLException {
    granted(OWNER, HOLDER, false);
    granted(A, HOLDER, false);
    granted(B, HOLDER, false);

    assertEquals(
        List.of(
            "revoke usage on schema s from holder",
            "set role a; revoke usage on schema s from holder; reset role",
            "set role b; revoke usage on schema s from holder; reset role"),
        statements("revoked", HOLDER));
  }

  @Test
  void dependentsComeBackAfterTheirGrantors() throws SQLException {
    granted(OWNER, HOLDER, true);
    granted(HOLDER, FIRST, true);
    granted(HOLDER, SECOND, true);
    granted(FIRST, SECOND, true);
    granted(SECOND, PUBLIC, false);

    assertEquals(
        List.of("revoke usage on schema s from holder cascade"), statements("revoked", HOLDER));
    assertEquals(
        List.of(
            "grant usage on schema s to holder with grant option",
            "set role holder; grant usage on schema s to first with grant option; reset role",
            "set role holder; grant usage on schema s to second with grant option; reset role",
            "set role first; grant usage on schema s to second with grant option; reset role",
            "set role second; grant usage on schema s to public; reset role"),
        statements("regrant", HOLDER));
    assertEquals(
        List.of("set role second; revoke usage on schema s from public; reset role"),
        statements("revoked", PUBLIC));
  }

  /** After a change of owner the old chain may lead to the new owner, who cannot lose anything. */
  @Test
  void circleThroughTheOwnerEnds() throws SQLException {
    granted(OWNER, A, true);
    granted(A, OWNER, true);
    granted(OWNER, B, true);

    assertEquals(
        List.of(
            "grant usage on schema s to a with grant option",
            "set role a; grant usage on schema s to owner with grant option; reset role"),
        statements("regrant", A));
  }

  private void granted(long grantor, long grantee, boolean isGrantable) {
    facts.add("acl_entry", "d", "n", 1L, grantee, grantor, 256L, isGrantable ? 256L : 0L);
  }

  private void add(String name, Object... pairs) {
    TableSchema table = Schema.standard().table(name);
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      int at = Arrays.asList(pairs).indexOf(table.columns().get(i).name());
      boolean isText = table.columns().get(i).type() == ColumnSchema.Type.TEXT;
      values[i] = at >= 0 ? pairs[at + 1] : isText ? "" : (Object) 0L;
    }
    facts.add(name, values);
  }

  /** Statements of a column of object_grant, those in the name of a grantor together. */
  private List<String> statements(String column, long grantee) throws SQLException {
    try (CheckStore store = CheckStore.load(facts, CatalogReader.read(Optional.empty()).views());
        Statement statement = store.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select " + column + " from object_grant where grantee_oid = " + grantee)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.addAll(List.of(rows.getString(1).split("; (?=set role )", -1)));
      }
      return texts;
    }
  }
}
