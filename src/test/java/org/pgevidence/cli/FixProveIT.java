package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.Finding;
import org.pgevidence.demo.EmbeddedPostgres;

/** Repairs and their undos are tried on a real server, and nothing of the trial stays there. */
class FixProveIT {
  private static final String ANNA = Finding.id("ROLE-001", "anna");

  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres server;

  @SuppressWarnings("NullAway.Init")
  private static String target;

  @SuppressWarnings("NullAway.Init")
  private static Path snapshot;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.major(17).start();
    server.execute("postgres", "create role anna superuser login; create role bert login");
    server.execute("postgres", "create database orders");
    server.execute(
        "orders",
        "create schema shop; grant create on schema public to public;"
            + "create table shop.customer (id int); grant select on shop.customer to public;"
            + "grant usage on schema shop to public");
    target = "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres";
    snapshot = work.resolve("snapshot");
    assertTrue(
        Run.of(
                    "collect",
                    "-t",
                    target,
                    "-o",
                    snapshot.toString(),
                    "--system",
                    "shop",
                    "--databases",
                    "orders",
                    "--no-tls-probe")
                .code()
            != 5);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void provesRepairAndUndoInItsDatabaseAndLeavesNothing() throws Exception {
    String create = Finding.id("PRIV-001", "orders: schema public");
    Path out = work.resolve("proven");

    Run run =
        Run.of(
            "fix",
            snapshot.toString(),
            "-o",
            out.toString(),
            "--prove",
            target,
            "--finding",
            ANNA,
            "--finding",
            create);

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("2 of 2 repairs proven"), run.out());
    assertTrue(Files.readString(out.resolve("proof.json")).contains("\"proven\" : true"));
    assertEquals("true", only("select rolsuper::text from pg_roles where rolname = 'anna'"));
  }

  @Test
  void whatTheServerDoesNotShowIsNotProven() throws Exception {
    server.execute("postgres", "alter role anna nosuperuser");
    try {
      Run run =
          Run.of(
              "fix",
              snapshot.toString(),
              "-o",
              work.resolve("absent").toString(),
              "--prove",
              target,
              "--finding",
              ANNA);

      assertEquals(1, run.code(), run.out() + run.err());
      assertTrue(run.out().contains("does not show this finding"), run.out());
    } finally {
      server.execute("postgres", "alter role anna superuser");
    }
  }

  @Test
  void refusedFixIsNotProvenAndSaysWhy() {
    String weak = "postgresql://bert@127.0.0.1:" + server.port() + "/postgres";

    Run run =
        Run.of(
            "fix",
            snapshot.toString(),
            "-o",
            work.resolve("refused").toString(),
            "--prove",
            weak,
            "--finding",
            ANNA);

    assertEquals(1, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("permission denied"), run.out());
  }

  @Test
  void noRepairIsNoProof() {
    assertFalse(new FixProof("server", "sha256:0", Instant.EPOCH, List.of()).isProven());
  }

  @Test
  void serverThatIsNotThereIsACodeOfItsOwn() {
    Run run =
        Run.of(
            "fix",
            snapshot.toString(),
            "-o",
            work.resolve("nowhere").toString(),
            "--prove",
            "postgresql://postgres@127.0.0.1:1/postgres",
            "--finding",
            ANNA);

    assertEquals(5, run.code(), run.err());
  }

  private static String only(String sql) throws Exception {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
