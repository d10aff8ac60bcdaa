package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Snapshot;

/** A diff names who granted and when, from each format of a real server's log, and no secret. */
class LoggedGrantsIT {
  private static final List<String> ACTS =
      List.of(
          "create role vendor login password 's3cret-Vendor' in role analytics",
          "/* a comment */ grant select\n  on hr.salary, hr.\"Odd.Table\"\n  to vendor, \"Mixed Case\"",
          "ALTER ROLE vendor PASSWORD E'it\\'s set s3cret-Other' CREATEDB",
          "revoke analytics from etl",
          "alter table hr.bonus owner to etl",
          "reassign owned by leaver to etl",
          """
          begin; alter default privileges for role analytics in schema hr
            grant select on tables to etl with grant option;
          comment on table hr.bonus is 's3cret-Text'; grant truncate on hr."Odd.Table" to analytics; commit""",
          "grant analytics to nobody_known");

  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void act() throws Exception {
    postgres =
        EmbeddedPostgres.major(16)
            .setting("logging_collector", "on")
            .setting("log_destination", "stderr,csvlog,jsonlog")
            .setting("log_directory", "lg")
            .setting("log_filename", "server.log")
            .setting("log_statement", "ddl")
            .setting("log_line_prefix", "%m user=%u,db=%d,app=%a ")
            .start();
    for (String sql :
        List.of(
            "create role dba login superuser; create role etl login; create role analytics",
            "create role \"Mixed Case\"; create schema hr; grant analytics to etl",
            "create table hr.salary (id int); create table hr.\"Odd.Table\" (id int)",
            "create role leaver; create table hr.bonus (id int); create table hr.old (id int)",
            "alter table hr.old owner to leaver; grant select on hr.bonus to analytics")) {
      postgres.execute("postgres", sql);
    }
    collect("before");
    try (Connection dba =
            DriverManager.getConnection(
                postgres.jdbcUrl("postgres") + "&user=dba&preferQueryMode=simple");
        Statement statement = dba.createStatement()) {
      for (String act : ACTS) {
        try {
          statement.execute(act);
        } catch (SQLException e) {
          assertTrue(act.contains("nobody_known"), e.getMessage());
        }
      }
    }
    try (Connection quiet = postgres.connect("postgres");
        Statement statement = quiet.createStatement()) {
      statement.execute("set log_statement = none");
      statement.execute("grant delete on hr.salary to etl");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static Path collect(String name, String... more) {
    Path to = work.resolve(name);
    List<String> words =
        new ArrayList<>(
            List.of(
                "collect",
                "-t",
                "host=127.0.0.1 port=" + postgres.port() + " user=postgres dbname=postgres",
                "-o",
                to.toString(),
                "--system",
                "logged",
                "--no-tls-probe"));
    words.addAll(List.of(more));
    Run run = Run.of(words.toArray(new String[0]));
    assertTrue(run.code() == 0 || run.code() == 3, run.err());
    return to;
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "csv", "json"})
  void diffNamesActorAndTimeFromEveryFormat(String format) throws IOException {
    Path log = postgres.dataDirectory().resolve("lg/server." + format);
    assertTrue(Files.readString(log).contains("statement: begin; alter default"), "one message");
    Path after = collect("after-" + format, "--server-log", log.toString());

    Run diff = Run.of("diff", work.resolve("before").toString(), after.toString());

    assertEquals(1, diff.code(), diff.err());
    String act = "done by dba at 20[^ ]+Z, says .*server." + format + ":[0-9]+";
    String done = "; " + act + "\\.";
    for (String line :
        List.of(
            "Role vendor appeared: .*" + done,
            "Membership vendor in analytics .* appeared: .*" + done,
            "Membership etl in analytics .* is gone; .*" + done,
            "Grant on relation postgres: hr.salary to vendor .* appeared: .*" + done,
            "Grant on relation postgres: hr.\"Odd.Table\" to \"Mixed Case\" .* appeared: .*" + done,
            "Relation postgres: hr.bonus: owner was postgres and is etl \\(" + act + "\\)\\.",
            "Relation postgres: hr.old: owner was leaver and is etl \\(" + act + "\\)\\.",
            "Grant on relation postgres: hr.bonus to analytics \\(granted by etl\\) appeared: .*"
                + done,
            "Grant on relation postgres: hr.bonus to analytics \\(granted by postgres\\) is gone; .*"
                + done,
            "Grant on relation postgres: hr.\"Odd.Table\" to analytics .* appeared: .*" + done,
            "Default privilege on postgres: tables in schema hr made by analytics to etl appeared:"
                + " privileges SELECT, with grant option SELECT"
                + done,
            "Grant on relation postgres: hr.salary to etl .*; no log that was read says who did it\\.",
            "Role vendor can now read .*granted by postgres \\(run by dba at 20.*\\)\\.")) {
      assertTrue(
          diff.out().lines().anyMatch(said -> said.matches(".*" + line)),
          () -> line + " in\n" + diff.out());
    }
    var failed =
        Snapshot.open(after).rows("access_statement").stream()
            .filter(row -> row.flag("has_failed"))
            .map(row -> row.text("role_name") + " to " + row.text("grantee"))
            .toList();
    assertEquals(List.of("analytics to nobody_known"), failed);
    try (Stream<Path> files = Files.walk(after)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("s3cret"), file.toString());
      }
    }
  }

  @Test
  void withoutALogNobodyIsNamed() {
    Path after = collect("without");

    Run diff = Run.of("diff", work.resolve("before").toString(), after.toString());

    assertFalse(diff.out().contains("done by"), diff.out());
    assertTrue(diff.out().contains("no log that was read says who did it"), diff.out());
  }
}
