package org.pgevidence.collect.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pgevidence.demo.FreePort;
import org.pgevidence.fact.Folders;

/**
 * A real shop: Debian's PostgreSQL 15 with a tablespace, archived by pgBackRest into an encrypted
 * (1) and a plain (2) repository and by Barman, all in one temporary folder.
 */
class Shop implements AutoCloseable {
  static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

  final Path folder;
  final int port;

  Shop(String... initdb) throws IOException {
    folder = Account.own(Files.createTempDirectory(roomy(), "shop-"));
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    port = FreePort.find();
    for (String name :
        List.of("repo1", "repo2", "log", "lock", "spool", "ts", "barman", "incoming", "scratch")) {
      Account.own(Files.createDirectory(folder.resolve(name)));
    }
    write("pgbackrest.conf", configuration("repo1", "repo2"));
    write(
        "barman.conf",
        """
        [barman]
        barman_home = %1$s/barman
        barman_user = %4$s
        barman_lock_directory = %1$s/barman
        log_file = %1$s/log/barman.log
        log_level = INFO
        [shop]
        description = shop
        conninfo = host=%1$s port=%2$d user=postgres dbname=postgres
        streaming_conninfo = host=%1$s port=%2$d user=postgres dbname=postgres
        backup_method = postgres
        archiver = on
        incoming_wals_directory = %1$s/incoming
        path_prefix = %3$s
        """
            .formatted(folder, port, BIN, Account.NAME));
    List<String> make = new ArrayList<>(List.of(BIN + "/initdb", "-D", data(), "-U", "postgres"));
    make.addAll(List.of("-A", "trust", "-k", "--no-sync"));
    make.addAll(List.of(initdb));
    must(make.toArray(String[]::new));
    Path conf = folder.resolve("data/postgresql.conf");
    Files.writeString(
        conf,
        """
        listen_addresses = ''
        port = %2$d
        unix_socket_directories = '%1$s'
        fsync = off
        shared_buffers = 32MB
        max_wal_size = 128MB
        wal_level = replica
        archive_mode = on
        archive_command = 'pgbackrest --config=%1$s/pgbackrest.conf --stanza=shop archive-push %%p && cp %%p %1$s/incoming/%%f.tmp && mv %1$s/incoming/%%f.tmp %1$s/incoming/%%f'
        log_timezone = 'UTC'
        timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        """
            .formatted(folder, port),
        java.nio.file.StandardOpenOption.APPEND);
    start();
    pgbackrest("stanza-create");
  }

  /** Memory where there is plenty, since backup tools sync thousands of files. */
  private static Path roomy() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean isRoomy =
        Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > 3L << 30;
    return isRoomy ? memory : Path.of("/tmp");
  }

  /** pgBackRest's configuration with its two repositories in other folders of the shop. */
  String configuration(String first, String second) {
    return """
    [global]
    repo1-path=%1$s/%3$s
    repo1-cipher-type=aes-256-cbc
    repo1-cipher-pass=canary-passphrase-of-the-shop
    repo1-retention-full=9
    repo2-path=%1$s/%4$s
    repo2-retention-full=9
    start-fast=y
    job-retry=0
    compress-level=1
    log-path=%1$s/log
    lock-path=%1$s/lock
    spool-path=%1$s/spool
    log-level-console=info
    log-level-file=detail
    [shop]
    pg1-path=%1$s/data
    pg1-port=%2$d
    pg1-socket-path=%1$s
    pg1-user=postgres
    """
        .formatted(folder, port, first, second);
  }

  Path write(String name, String text) throws IOException {
    return Account.own(Files.writeString(folder.resolve(name), text));
  }

  String data() {
    return folder.resolve("data").toString();
  }

  String must(String... command) throws IOException {
    return Account.must(folder, command);
  }

  void start() throws IOException {
    must(BIN + "/pg_ctl", "-D", data(), "-l", folder + "/log/server.log", "-w", "start");
  }

  void stop() throws IOException {
    Account.run(folder, BIN + "/pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
  }

  String sql(String database, String sql) throws IOException {
    return must(
            BIN + "/psql",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            folder.toString(),
            "-p",
            Integer.toString(port),
            "-U",
            "postgres",
            "-d",
            database,
            "-c",
            sql)
        .strip();
  }

  /** Closes the current WAL segment and waits until it is archived everywhere. */
  void archive() throws IOException {
    sql("postgres", "select pg_switch_wal()");
    pgbackrest("check");
  }

  String pgbackrest(String... command) throws IOException {
    String[] whole = new String[command.length + 3];
    whole[0] = "pgbackrest";
    whole[1] = "--config=" + folder + "/pgbackrest.conf";
    whole[2] = "--stanza=shop";
    System.arraycopy(command, 0, whole, 3, command.length);
    return must(whole);
  }

  String barman(String... command) throws IOException {
    String[] whole = new String[command.length + 3];
    whole[0] = "barman";
    whole[1] = "-c";
    whole[2] = folder + "/barman.conf";
    System.arraycopy(command, 0, whole, 3, command.length);
    return must(whole);
  }

  @Override
  public void close() {
    try {
      stop();
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
