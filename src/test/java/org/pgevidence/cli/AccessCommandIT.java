package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Json;

/** What command access prints, over snapshots that collect took of a real server. */
class AccessCommandIT {
  private static final String HOSTILE = "a\"b,\n=1+1\u202e";

  @TempDir static Path folder;

  private static Path old = Path.of("");
  private static Path snapshot = Path.of("");
  private static Path wide = Path.of("");

  @BeforeAll
  static void collect() throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      server.execute("postgres", "create database shop");
      server.execute(
          "shop",
          """
          create role reader; create role anna login in role reader; create role "Ben" login;
          create role owner; create role "777"; create role chief login superuser;
          create schema sales; grant usage on schema sales to reader;
          create table sales.customer (id int, email text, note text);
          alter table sales.customer owner to owner;
          grant select on sales.customer to reader with grant option;
          grant update (email) on sales.customer to "Ben";
          create table sales.kept (id int); grant select on sales.kept to reader;
          create sequence sales.numbers; create view sales.names as select id from sales.customer;
          create table sales.part (id int) partition by range (id);
          create procedure sales.p(int, text) language sql as 'select 1';
          create domain sales.mail as text;
          select lo_create(4711); grant select on large object 4711 to "777";
          grant set on parameter work_mem to anna;
          create extension pgcrypto;
          """);
      server.execute("shop", "create table \"x\"\"y\" (a int)");
      server.execute("shop", "create role \"" + HOSTILE.replace("\"", "\"\"") + "\"");
      server.execute(
          "shop", "grant delete on \"x\"\"y\" to \"" + HOSTILE.replace("\"", "\"\"") + "\"");
      old = collect(server, "old");
      server.execute("shop", "revoke reader from anna; grant delete on sales.customer to \"Ben\"");
      snapshot = collect(server, "new");
      server.execute(
          "shop",
          """
          do $$ begin
            for i in 1..1010 loop execute 'create role wide_' || i; end loop;
            for i in 1..1000 loop
              execute format('create table wide_%s (); grant select on wide_%1$s to public', i);
            end loop;
          end $$;
          create role near in role reader; create role far in role near;
          create role dora login in role near, far, reader;
          create table sales.paths (id int); alter table sales.paths owner to near;
          grant select on sales.paths to reader, dora, public; grant pg_read_all_data to dora;
          """);
      wide = collect(server, "wide");
    }
  }

  private static Path collect(EmbeddedPostgres server, String name) {
    Path out = folder.resolve(name);
    String target =
        "host=127.0.0.1 port=" + server.port() + " user=postgres dbname=shop sslmode=disable";
    Run run =
        Run.of(
            "collect",
            "-q",
            "-t",
            target,
            "-o",
            out.toString(),
            "--databases",
            "shop",
            "--no-tls-probe");
    assertTrue(run.code() == 0 || run.code() == 3, run.err());
    return out;
  }

  private static List<String> csv(Path from, String... arguments) {
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of("access", from.toString(), "--format", "csv"),
                    Arrays.stream(arguments))
                .toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    return run.out().lines().toList();
  }

  @Test
  void csvHasOneSortedLinePerRoleObjectAndPrivilege() {
    List<String> lines = csv(old, "--object", "sales.customer", "--privilege", "select");

    assertEquals(
        List.of(
            "database,kind,object,role,privilege,grantable,via",
            "shop,table,sales.customer,anna,SELECT,true,anna → reader",
            "shop,table,sales.customer,chief,SELECT,true,superuser",
            "shop,table,sales.customer,owner,SELECT,true,owner",
            "shop,table,sales.customer,pg_read_all_data,SELECT,false,pg_read_all_data",
            "shop,table,sales.customer,postgres,SELECT,true,superuser",
            "shop,table,sales.customer,reader,SELECT,true,reader"),
        lines);
  }

  @Test
  void objectsAreFoundHoweverTheyAreSpelt() {
    List<String> lines = csv(old, "--object", "sales.customer");
    for (String spelling :
        List.of("SALES.Customer", "\"sales\".customer", "shop: sales.customer")) {
      assertEquals(lines, csv(old, "--object", spelling), spelling);
    }
    assertEquals(
        csv(old, "--object", "sales.p(integer, text)"), csv(old, "--object", "Sales.p(int,text)"));
    assertEquals(
        List.of("shop,table,sales.customer,anna,SELECT,true,anna → reader"),
        csv(old, "--object", "sales.customer", "--role", "anna", "--privilege", "Select")
            .subList(1, 2));
  }

  @Test
  void columnHasLinesOnlyWhereItDiffersFromItsTable() {
    List<String> lines = csv(old, "--object", "sales.customer.email");

    assertEquals(
        List.of("shop,column,sales.customer.email,\"\"\"Ben\"\"\",UPDATE,false,\"\"\"Ben\"\"\""),
        lines.subList(1, lines.size()));
  }

  @Test
  void kindsAreNamedAsTheContractNamesThem() {
    List<String> lines = csv(old, "--role", "chief");

    List<String> objects =
        lines.stream().map(line -> line.split(",chief,", -1)[0]).distinct().toList();
    assertTrue(
        objects.containsAll(
            List.of(
                "shop,database,shop",
                "shop,function,\"sales.p(integer, text)\"",
                "shop,large object,4711",
                "shop,schema,public",
                "shop,sequence,sales.numbers",
                "shop,table,sales.part",
                "shop,type,sales.mail",
                "shop,view,sales.names",
                ",parameter,work_mem")),
        objects.toString());
    assertTrue(objects.stream().noneMatch(o -> o.contains("pg_catalog")), objects.toString());
    assertTrue(objects.stream().noneMatch(o -> o.contains("digest")), objects.toString());
    assertTrue(
        csv(old, "--role", "chief", "--all-objects").stream()
            .anyMatch(line -> line.contains("public.digest(")));
  }

  @Test
  void whySaysEveryPathAndTheRightsOnOtherRoles() {
    Run run = Run.of("access", old.toString(), "--role", "anna", "--why");

    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out()
            .contains(
                "anna may SELECT on table sales.customer: it inherits from reader, to which it was"
                    + " granted by owner."),
        run.out());
    assertTrue(run.out().contains("anna uses the rights of reader along anna → reader."));
    assertTrue(run.out().contains("the built-in default gives it to PUBLIC"));
    assertTrue(csv(old, "--role", "anna", "--why").getFirst().endsWith(",via,why"));
  }

  @Test
  void whyPrintsEveryPathShortestFirst() {
    Run run =
        Run.of("access", wide.toString(), "--role", "dora", "--object", "sales.paths", "--why");

    String claim = "dora may SELECT on table sales.paths: it ";
    assertEquals(
        Stream.of(
                "was granted to PUBLIC by near, which is every role.",
                "was granted to it directly by near.",
                "inherits from near, which owns the table sales.paths.",
                "inherits from reader, to which it was granted by near.",
                "inherits from pg_read_all_data, which is a predefined role that holds it on every"
                    + " object of this kind.",
                "inherits from far, which inherits from near, which owns the table sales.paths.",
                "inherits from near, which inherits from reader, to which it was granted by near.",
                "inherits from far, which inherits from near, which inherits from reader, to which"
                    + " it was granted by near.")
            .map(claim::concat)
            .toList(),
        run.out().lines().map(String::strip).filter(line -> line.startsWith(claim)).toList());
  }

  @Test
  void jsonHasTheSameRowsAsCsv() {
    Run run = Run.of("access", old.toString(), "--object", "sales.customer", "--json");

    List<?> rows = (List<?>) java.util.Objects.requireNonNull(Json.parse(run.out()));
    assertEquals(csv(old, "--object", "sales.customer").size() - 1, rows.size());
    Map<?, ?> first = (Map<?, ?>) rows.getFirst();
    assertEquals(
        List.of("database", "kind", "object", "role", "privilege", "grantable", "via"),
        List.copyOf(first.keySet()));
    assertEquals(Boolean.TRUE, first.get("grantable"));
  }

  @Test
  void hostileNamesAreQuotedInCsvAndShownHarmlessInText() {
    String quoted = "\"" + HOSTILE.replace("\"", "\"\"") + "\"";
    Run csv =
        Run.of(
            "access",
            old.toString(),
            "--role",
            HOSTILE,
            "--privilege",
            "delete",
            "--format",
            "csv");
    Run text = Run.of("access", old.toString(), "--role", HOSTILE, "--privilege", "delete");

    assertTrue(csv.out().contains("\"" + quoted.replace("\"", "\"\"") + "\",DELETE"), csv.out());
    assertTrue(text.out().contains("\\u{a}") && text.out().contains("\\u{202e}"), text.out());
    assertFalse(text.out().contains("\u202e"));
  }

  @Test
  void diffTellsWhatWasGainedAndLost() {
    Run run =
        Run.of(
            "access",
            "--diff",
            old.toString(),
            snapshot.toString(),
            "--format",
            "csv",
            "--object",
            "sales.customer");

    assertEquals(0, run.code(), run.err());
    assertEquals(
        "change,database,kind,object,role,privilege,grantable,via",
        run.out().lines().findFirst().orElseThrow());
    assertTrue(run.out().contains(",shop,table,sales.customer,\"\"\"Ben\"\"\",DELETE,"), run.out());
    assertTrue(run.out().contains(",shop,table,sales.customer,anna,SELECT,"), run.out());
    assertEquals(3, run.out().lines().count(), run.out());
    assertEquals(
        "Nothing changed.\n", Run.of("access", "--diff", old.toString(), old.toString()).out());
  }

  @Test
  void diffFollowsMembershipsToObjectsWhoseGrantsDidNotChange() {
    Run run =
        Run.of(
            "access",
            "--diff",
            old.toString(),
            snapshot.toString(),
            "--format",
            "csv",
            "--object",
            "sales.kept");

    assertEquals(
        List.of(
            "change,database,kind,object,role,privilege,grantable,via",
            "lost,shop,table,sales.kept,anna,SELECT,false,anna → reader"),
        run.out().lines().toList());
  }

  @Test
  void moreThanAMillionRowsAreRefusedWithTheirCount() {
    Run run = Run.of("access", wide.toString(), "--format", "csv");

    assertEquals(2, run.code(), run.err());
    assertTrue(
        run.err().matches("(?s)access would print 1[0-9]{6} rows\\. Narrow .*--all\\.\\s*"),
        run.err());
    assertEquals("", run.out());
    assertTrue(csv(wide, "--role", "wide_7").size() > 1000);
  }

  @Test
  void wrongQuestionsAreRefusedInOneLine() {
    Run.of("access", old.toString(), "--role", "nobody").isFault(2, "has no role nobody");
    Run.of("access", old.toString(), "--object", "sales.none").isFault(2, "no object sales.none");
    Run.of("access", old.toString(), "--privilege", "fly").isFault(2, "no privilege fly");
    Run.of("access", "--diff", old.toString()).isFault(2, "two snapshots");
    Run.of("access", old.toString(), "--role", "anan").isFault(2, "Did you mean \"anna\"?");
    Run.of("access", old.toString(), "--object", "sales.custmer")
        .isFault(2, "Did you mean \"sales.customer\"?");
    Run.of("access", "--diff", old.toString(), snapshot.toString(), "--role", "nobody")
        .isFault(2, "has no role nobody");
  }
}
