package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Folders;
import org.pgevidence.fact.UserFault;

/**
 * A throw-away PostgreSQL server of its own: data, socket and log in one temporary folder, TCP on
 * 127.0.0.1 at a free port, superuser {@code postgres} without a password (trust) until {@link
 * #writeHba} says otherwise. Closing it stops the server and removes the folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private @Nullable ServerProcess server;

  private EmbeddedPostgres(PostgresBinaries binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** What to start. */
  public static final class Builder {
    private final int major;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> initdb = new ArrayList<>();

    private Builder(int major) {
      this.major = major;
    }

    /** A line of postgresql.conf; the value is quoted here. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** An option of initdb, e.g. --data-checksums. */
    public Builder initdb(String option) {
      initdb.add(option);
      return this;
    }

    /** Makes the cluster and starts it. */
    public EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "pgevidence-");
        Unprivileged.own(folder);
        var postgres = new EmbeddedPostgres(PostgresBinaries.of(major), folder, FreePort.find());
        postgres.initialise(settings, initdb);
        postgres.start();
        return postgres;
      } catch (IOException e) {
        throw UserFault.io(
            "PostgreSQL "
                + major
                + " could not be started: "
                + e.getMessage()
                + ". See that /tmp is writable.",
            e);
      }
    }
  }

  /** A server of a major, 13 to 18. */
  public static Builder major(int major) {
    return new Builder(major);
  }

  private void initialise(Map<String, String> settings, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(binaries.program("initdb").toString(), "-D", dataDirectory().toString()));
    command.addAll(
        List.of("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
    command.addAll(options);
    run(command);
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("listen_addresses", "127.0.0.1");
    lines.put("port", Integer.toString(port));
    lines.put("unix_socket_directories", folder.toString());
    lines.put("fsync", "off");
    lines.put("shared_buffers", "32MB");
    lines.put("max_connections", "50");
    lines.putAll(settings);
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (name, value) ->
            text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
    Files.writeString(dataDirectory().resolve("postgresql.conf"), text, StandardOpenOption.APPEND);
  }

  /** Starts the server after {@link #stop}. */
  public void start() throws IOException {
    server = ServerProcess.start(binaries.program("postgres"), folder);
  }

  /**
   * Stops the server (fast shutdown) and waits for its end; nothing happens when it is not running.
   */
  public void stop() throws IOException {
    end("INT");
  }

  /** Kills the server at once, as a crash would. */
  public void kill() throws IOException {
    end("QUIT");
  }

  private void end(String signal) throws IOException {
    ServerProcess running = server;
    server = null;
    if (running != null) {
      running.end(signal);
    }
  }

  /** Stops and starts the server. */
  public void restart() throws IOException {
    stop();
    start();
  }

  /** Makes the server read its configuration files again. */
  public void reload() {
    execute("postgres", "select pg_reload_conf()");
  }

  /** Replaces pg_hba.conf; takes effect at the next reload or start. */
  public void writeHba(String text) throws IOException {
    write("pg_hba.conf", text, "rw-------");
  }

  /**
   * Writes a file into the data directory, owned by the server's user, with POSIX permissions such
   * as rw-------.
   */
  public Path write(String name, String text, String permissions) throws IOException {
    Path file = dataDirectory().resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Unprivileged.own(file);
    return file;
  }

  /** Appends lines to postgresql.conf; they take effect at the next reload or start. */
  public void configure(String lines) throws IOException {
    Files.writeString(
        dataDirectory().resolve("postgresql.conf"), lines + "\n", StandardOpenOption.APPEND);
  }

  /** A connection as superuser postgres over TCP without TLS. */
  public Connection connect(String database) throws SQLException {
    return connect(database, "postgres", "");
  }

  /** A connection over TCP without TLS. */
  public Connection connect(String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }

  /**
   * Runs statements as superuser, all in one simple query. Throws IllegalStateException with the
   * server's message.
   */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** JDBC URL over TCP without TLS. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable";
  }

  /** TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Folder of the Unix socket. */
  public Path socketDirectory() {
    return folder;
  }

  /** Data directory. */
  public Path dataDirectory() {
    return folder.resolve("data");
  }

  /** File of the server's stdout and stderr. */
  public Path log() {
    return folder.resolve("server.log");
  }

  private void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(Unprivileged.command(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            command.get(0) + " ended with " + process.exitValue() + ": " + Files.readString(log()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    Folders.delete(folder);
  }
}
