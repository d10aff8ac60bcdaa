package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The restored server, in private: no TCP, a socket in a folder of mode 0700, own configuration, no
 * archiving, no preloaded libraries, no subscriptions, no end-of-recovery commands of production.
 */
final class ScratchServer {
  private static final Duration SHORT = Duration.ofMinutes(10);

  private final Path scratch;
  private final Path binaries;
  private final Commands commands;
  private final String superuser;
  private final Map<String, String> control = new TreeMap<>();

  ScratchServer(Path scratch, Path binaries, Commands commands, String superuser)
      throws IOException {
    this.scratch = scratch;
    this.binaries = binaries;
    this.commands = commands;
    this.superuser = superuser;
    readControl();
  }

  private void readControl() throws IOException {
    control.clear();
    var result = commands.run(List.of(bin("pg_controldata"), data()), scratch, SHORT);
    result
        .output()
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                control.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
              }
            });
  }

  String control(String name) {
    return control.getOrDefault(name, "");
  }

  String timelineNow() throws IOException {
    readControl();
    return control("Latest checkpoint's TimeLineID");
  }

  private String bin(String program) {
    return binaries.resolve(program).toString();
  }

  private String data() {
    return scratch.resolve("data").toString();
  }

  Process start(List<String> more, Path log) throws IOException {
    Path conf = scratch.resolve("conf");
    Files.writeString(conf.resolve("postgresql.conf"), "# written by pgevidence drill\n");
    Files.writeString(conf.resolve("pg_hba.conf"), "local all all trust\n");
    Files.writeString(conf.resolve("pg_ident.conf"), "");
    for (String file : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
      commands.own(conf.resolve(file));
    }
    Map<String, String> settings = new TreeMap<>();
    settings.put("config_file", conf.resolve("postgresql.conf").toString());
    settings.put("hba_file", conf.resolve("pg_hba.conf").toString());
    settings.put("ident_file", conf.resolve("pg_ident.conf").toString());
    settings.put("listen_addresses", "");
    settings.put("unix_socket_directories", scratch.resolve("socket").toString());
    settings.put("port", "5432");
    settings.put("log_destination", "stderr");
    settings.put("log_line_prefix", "%m [%p] ");
    settings.put("lc_messages", "C");
    settings.put("recovery_target_action", "promote");
    settings.put("shared_buffers", "64MB");
    for (String zone : List.of("log_timezone", "timezone")) {
      settings.put(zone, "UTC");
    }
    for (String off : List.of("archive_mode", "logging_collector", "ssl", "autovacuum")) {
      settings.put(off, "off");
    }
    for (String empty :
        List.of(
            "archive_command",
            "shared_preload_libraries",
            "session_preload_libraries",
            "local_preload_libraries",
            "primary_conninfo",
            "recovery_end_command",
            "archive_cleanup_command",
            "synchronous_standby_names",
            "external_pid_file")) {
      settings.put(empty, "");
    }
    settings.put("max_logical_replication_workers", "0");
    settings.put("hot_standby", "on");
    Map.of(
            "max_connections setting",
            "max_connections",
            "max_worker_processes setting",
            "max_worker_processes",
            "max_wal_senders setting",
            "max_wal_senders",
            "max_prepared_xacts setting",
            "max_prepared_transactions",
            "max_locks_per_xact setting",
            "max_locks_per_transaction")
        .forEach(
            (name, setting) -> {
              if (!control(name).isEmpty()) {
                settings.put(setting, control(name));
              }
            });
    List<String> command = new ArrayList<>(List.of(bin("postgres"), "-D", data()));
    settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    more.forEach(setting -> command.addAll(List.of("-c", setting)));
    return commands.start(command, scratch, log);
  }

  /** Waits until the server is open for writing; false when it ended or the time is over. */
  boolean awaitOpen(Process server, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end && server.isAlive()) {
      var answer = sql("postgres", "select pg_is_in_recovery()");
      if (answer.isOk() && answer.output().strip().equals("f")) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  Commands.Result sql(String database, String sql) throws IOException {
    return commands.run(
        List.of(
            bin("psql"),
            "-X",
            "-At",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            scratch.resolve("socket").toString(),
            "-p",
            "5432",
            "-U",
            superuser,
            "-d",
            database,
            "-c",
            sql),
        scratch,
        Duration.ofHours(2));
  }

  Commands.Result amcheck() throws IOException {
    return commands.run(
        List.of(
            bin("pg_amcheck"),
            "-a",
            "--heapallindexed",
            "--install-missing",
            "-h",
            scratch.resolve("socket").toString(),
            "-p",
            "5432",
            "-U",
            superuser),
        scratch,
        Duration.ofHours(6));
  }

  Commands.Result stop() throws IOException {
    return commands.run(
        List.of(bin("pg_ctl"), "-D", data(), "-m", "fast", "-w", "-t", "120", "stop"),
        scratch,
        SHORT);
  }

  Commands.Result checksums() throws IOException {
    return commands.run(
        List.of(bin("pg_checksums"), "--check", "-D", data()), scratch, Duration.ofHours(6));
  }
}
