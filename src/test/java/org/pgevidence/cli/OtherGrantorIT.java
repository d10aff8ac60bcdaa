package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.Finding;
import org.pgevidence.demo.EmbeddedPostgres;

/** Grants by a role that is not the owner: a revoke by a superuser would leave them alone. */
final class OtherGrantorIT {
  @TempDir Path work;

  @Test
  void eachRepairRevokesInTheNameOfItsGrantor() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      server.execute("postgres", "create role \"St\"\"eward\"; create role helper login");
      server.execute("postgres", "create database ledger");
      server.execute(
          "ledger",
          """
          create schema shop; grant usage on schema shop to "St""eward";
          create function shop.f() returns int language sql security definer as 'select 1';
          revoke execute on function shop.f() from public;
          create foreign data wrapper dummy; create server far foreign data wrapper dummy;
          revoke connect, temporary on database ledger from public;
          grant create on schema public to "St""eward" with grant option;
          grant execute on function shop.f(), pg_read_file(text) to "St""eward" with grant option;
          grant usage on foreign data wrapper dummy to "St""eward" with grant option;
          grant usage on foreign server far to "St""eward" with grant option;
          grant connect, temporary, create on database ledger to "St""eward" with grant option;
          grant create on schema public to public;
          set role "St""eward";
          grant create on schema public to public;
          grant execute on function shop.f() to public;
          grant execute on function pg_read_file(text) to helper with grant option;
          grant usage on foreign data wrapper dummy to public;
          grant usage on foreign server far to public;
          grant connect, temporary on database ledger to public;
          grant create on database ledger to helper;
          """);
      String target = "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres";
      Path snapshot = work.resolve("snapshot");
      Run.of(
          "collect",
          "-t",
          target,
          "-o",
          snapshot.toString(),
          "--system",
          "ledger",
          "--databases",
          "ledger",
          "--no-tls-probe");
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "fix",
                  snapshot.toString(),
                  "-o",
                  work.resolve("fix").toString(),
                  "--prove",
                  target));
      for (String[] finding :
          new String[][] {
            {"PRIV-001", "ledger: schema public"},
            {"PRIV-003", "ledger: shop.f()"},
            {"PRIV-004", "ledger"},
            {"PRIV-013", "ledger: pg_catalog.pg_read_file(text): helper"},
            {"PRIV-014", "ledger: foreign server far"},
            {"PRIV-014", "ledger: foreign data wrapper dummy"},
            {"ROLE-007", "helper: CREATE on database ledger"}
          }) {
        arguments.addAll(List.of("--finding", Finding.id(finding[0], finding[1])));
      }

      Run run = Run.of(arguments.toArray(String[]::new));

      assertEquals(0, run.code(), run.out() + run.err());
      assertTrue(run.out().contains("7 of 7 repairs proven"), run.out());
      String fix = Files.readString(work.resolve("fix").resolve("fix.sql"));
      assertTrue(fix.contains("set role \"St\"\"eward\"; revoke"), fix);
    }
  }
}
