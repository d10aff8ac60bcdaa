package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgevidence.assess.Assessor;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.demo.FreePort;
import org.pgevidence.fact.Snapshot;

/** The distribution's own PostgreSQL 15, over its socket and verified TLS, and with pgaudit. */
class DebianServerIT {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final int NOBODY = 65534;

  private Path folder;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assertTrue(Files.exists(PROGRAMS), "this test needs the Debian package postgresql-15");
    folder = Files.createTempDirectory(Path.of("/tmp"), "pgevidence-debian-");
    if (isRoot()) {
      Files.setAttribute(folder, "unix:uid", NOBODY);
    }
    port = FreePort.find();
    run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "--no-sync");
    TestAuthority authority = new TestAuthority();
    TestAuthority.Issued issued = authority.issue("localhost");
    Files.writeString(folder.resolve("root.crt"), authority.certificate());
    write("server.crt", issued.certificate());
    write("server.key", issued.key());
    write("pg_hba.conf", "local all all trust\nhostssl all auditor 127.0.0.1/32 scram-sha-256\n");
    String options =
        "-c listen_addresses=127.0.0.1 -c ssl=on -c fsync=off -p " + port + " -k " + folder;
    run("pg_ctl", "-D", data(), "-l", folder + "/log", "-w", "-o", options, "start");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(DebianServerIT::delete);
    }
  }

  @Test
  void isPackedOverItsSocketAndOverVerifiedTls() throws Exception {
    run(
        "psql",
        "-X",
        "-d",
        "host=" + folder + " port=" + port + " user=postgres",
        "-c",
        "create role auditor login superuser password 'secret'");
    Path passwords = folder.resolve("pgpass");
    Files.writeString(passwords, "localhost:" + port + ":*:auditor:secret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));

    Path socket = packed("socket", "host=" + folder + " port=" + port + " user=postgres");
    Path tls =
        packed(
            "tls",
            "host=localhost port="
                + port
                + " user=auditor sslmode=verify-full passfile="
                + passwords
                + " sslrootcert="
                + folder.resolve("root.crt"));

    Snapshot overSocket = Snapshot.open(socket);
    assertEquals(15, overSocket.rows("server").get(0).number("major"));
    assertEquals(
        Set.of("tls_certificate", "tls_probe"), gaps(overSocket), "TLS has no meaning on a socket");
    assertEquals(Set.of(), gaps(Snapshot.open(tls)));
    for (Path pack : List.of(socket, tls)) {
      Run verified = Run.of("verify", pack.toString());
      assertEquals(3, verified.code(), verified.out());
      assertTrue(verified.out().contains("intact; signer not verified"), verified.out());
    }
  }

  @Test
  void auditChecksSeeWhatPgauditReallyLogs() throws Exception {
    Files.writeString(
        folder.resolve("data/postgresql.auto.conf"),
        """
        shared_preload_libraries = 'pgaudit'
        pgaudit.log = 'role, ddl'
        pgaudit.role = 'auditor'
        pgaudit.log_client = on
        pgaudit.log_level = notice
        """);
    run("pg_ctl", "-D", data(), "-w", "-m", "fast", "restart");
    String target = "host=" + folder + " port=" + port + " user=postgres";
    for (String sql :
        List.of(
            "create extension pgaudit; create table whole (id int); create table part (id int)",
            "create role auditor; create role watched; grant watched to auditor",
            "grant select, insert, update, delete on whole to watched; grant select on part to auditor",
            "create role silent login; alter role silent set pgaudit.log = 'none'",
            "create role blind login; alter role blind set pgaudit.log_catalog = off")) {
      run("psql", "-X", "-d", target, "-c", sql);
    }
    Path context = Files.createDirectory(folder.resolve("context"));
    String column = "{category: personal, protect: none, purpose: p, legal_basis: \"6(1)(b)\"}";
    Files.writeString(
        context.resolve("datamap.yaml"),
        """
        version: 1
        tables:
          - {table: postgres.public.whole, subject: customer, columns: {id: %1$s}}
          - {table: postgres.public.part, subject: customer, columns: {id: %1$s}}
        """
            .formatted(column));
    Path snapshot = folder.resolve("snapshot");
    Run.of("collect", "-t", target, "-o", snapshot.toString(), "--no-tls-probe");

    Set<String> findings =
        Assessor.assess(
                Snapshot.open(snapshot),
                CatalogReader.read(Optional.empty()),
                ContextReader.read(Optional.of(context), Profile.none()))
            .assessment()
            .findings()
            .stream()
            .filter(finding -> finding.check().matches("AUD-00[2-5]"))
            .map(finding -> finding.check() + " " + finding.subject())
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        Set.of(
            "AUD-003 pgaudit.log_level",
            "AUD-004 postgres: public.part",
            "AUD-005 blind: pgaudit.log_catalog",
            "AUD-005 silent: pgaudit.log"),
        findings);
  }

  @Test
  void diffNamesWhoGrantedWhenOnlyPgauditLogsIt() throws Exception {
    Files.writeString(
        folder.resolve("data/postgresql.auto.conf"),
        """
        shared_preload_libraries = 'pgaudit'
        pgaudit.log = 'role'
        log_line_prefix = '%m [%p] %q%u@%d '
        """);
    run("pg_ctl", "-D", data(), "-w", "-m", "fast", "-l", folder + "/log", "restart");
    String target = "host=" + folder + " port=" + port + " user=postgres";
    run("psql", "-X", "-d", target, "-c", "create role dba login superuser; create role etl");
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    Run.of("collect", "-t", target, "-o", before.toString(), "--no-tls-probe");
    run(
        "psql",
        "-X",
        "-d",
        target.replace("user=postgres", "user=dba dbname=postgres"),
        "-c",
        "create role vendor login password 'hunter2'",
        "-c",
        "grant vendor\n  to etl");
    Run.of(
        "collect",
        "-t",
        target,
        "-o",
        after.toString(),
        "--no-tls-probe",
        "--server-log",
        folder + "/log");

    Run diff = Run.of("diff", before.toString(), after.toString());

    assertEquals(1, diff.code(), diff.err());
    for (String line :
        List.of(
            "Role vendor appeared: .*; done by dba at 20.*, says .*/log:[0-9]+\\.",
            "Membership etl in vendor \\(granted by dba\\) appeared: .*; done by dba at 20.*")) {
      assertTrue(
          diff.out().lines().anyMatch(said -> said.matches(".*" + line)),
          diff.out() + Files.readString(folder.resolve("log")));
    }
    assertTrue(
        Snapshot.open(after).rows("access_statement").stream()
            .allMatch(row -> row.text("source").equals("pgaudit")));
  }

  private Path packed(String system, String target) throws IOException {
    Path store = folder.resolve("packs");
    Run run = Run.of("pack", "-t", target, "--system", system, "--out", store.toString());
    assertEquals(1, run.code(), run.out() + run.err());
    assertEquals("", run.err());
    try (Stream<Path> packs = Files.list(store.resolve(system))) {
      return packs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static Set<String> gaps(Snapshot snapshot) {
    Set<String> gaps = new TreeSet<>();
    snapshot.gaps().forEach(gap -> gaps.add(gap.table()));
    return gaps;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("data").resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    if (isRoot()) {
      Files.setAttribute(file, "unix:uid", NOBODY);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY));
      command.addAll(List.of("--clear-groups", "--inh-caps=-all", "--"));
    }
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), program);
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0)
        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
