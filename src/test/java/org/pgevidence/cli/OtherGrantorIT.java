package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.assess.Finding;
import org.pgevidence.demo.EmbeddedPostgres;

/** Grants by a role that is not the owner: a revoke by a superuser would leave them alone. */
final class OtherGrantorIT {
  @TempDir Path work;

  static IntStream majors() {
    return Boolean.getBoolean("pgevidence.full") ? IntStream.rangeClosed(13, 18) : IntStream.of(17);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void eachRepairRevokesInTheNameOfItsGrantor(int major) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
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
      String target = target(server);
      Path snapshot = collected(target);
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

  /** Three grantors of one right, who holds it passes it on over two more levels, and to PUBLIC. */
  @ParameterizedTest
  @MethodSource("majors")
  void undoBringsBackWhatHungOnTheGrant(int major) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      server.execute("postgres", "create database ledger");
      server.execute("ledger", PassedOn.estate(major));
      String target = target(server);
      Path snapshot = collected(target);
      List<Finding> findings = PassedOn.findings(snapshot);
      assertEquals(major < 15 ? 100 : 114, findings.size(), () -> subjects(findings));

      for (Finding finding : findings) {
        try (Connection connection = server.connect("ledger")) {
          connection.setAutoCommit(false);
          List<String> before = PassedOn.acls(connection, major);
          connection.createStatement().execute(finding.fix());
          assertNotEquals(before, PassedOn.acls(connection, major), finding.fix());
          connection.createStatement().execute(finding.undo());
          assertEquals(
              before, PassedOn.acls(connection, major), finding.fix() + "\n" + finding.undo());
          connection.rollback();
        }
      }

      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "fix",
                  snapshot.toString(),
                  "-o",
                  work.resolve("fix").toString(),
                  "--prove",
                  target));
      findings.forEach(finding -> arguments.addAll(List.of("--finding", finding.id())));
      Run run = Run.of(arguments.toArray(String[]::new));

      assertEquals(0, run.code(), run.out() + run.err());
      assertTrue(
          run.out().contains(findings.size() + " of " + findings.size() + " repairs proven"),
          run.out());
    }
  }

  private static String subjects(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.check() + " " + finding.subject())
        .collect(Collectors.joining("\n"));
  }

  private Path collected(String target) {
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
    return snapshot;
  }

  private static String target(EmbeddedPostgres server) {
    return "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres";
  }
}
