package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.Snapshot;

/** The distribution's own PostgreSQL 15, reached over its Unix socket alone. */
class DebianServerIT {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final int NOBODY = 65534;

  private Path folder;
  private int port;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assertTrue(Files.exists(PROGRAMS), "this test needs the Debian package postgresql-15");
    folder = Files.createTempDirectory(Path.of("/tmp"), "pgevidence-debian-");
    if (isRoot()) {
      Files.setAttribute(folder, "unix:uid", NOBODY);
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "--no-sync");
    String options = "-c listen_addresses='' -c fsync=off -p " + port + " -k " + folder;
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
  void isCollectedAndPackedOverItsSocket() {
    Path out = folder.resolve("snapshot");

    Run collected =
        Run.of(
            "collect",
            "-t",
            "host=" + folder + " port=" + port + " user=postgres",
            "-o",
            out.toString());
    Run packed =
        Run.of("pack", "--snapshot", out.toString(), "--out", folder.resolve("packs").toString());

    assertEquals(3, collected.code(), collected.out() + collected.err());
    assertEquals("", collected.err());
    Snapshot snapshot = Snapshot.open(out);
    assertEquals(15, snapshot.rows("server").get(0).number("major"));
    Set<String> gaps = new TreeSet<>();
    snapshot.gaps().forEach(gap -> gaps.add(gap.table()));
    assertEquals(Set.of("tls_certificate", "tls_probe"), gaps, "TLS has no meaning on a socket");
    assertEquals(1, packed.code(), packed.out() + packed.err());
    assertTrue(Files.exists(folder.resolve("packs")));
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
