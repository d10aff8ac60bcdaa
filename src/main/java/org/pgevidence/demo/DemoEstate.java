package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The running demo server "orders-prod": three databases, personas, rules and certificate, with the
 * flaws that {@code demo/flaws.yaml} lists. Closing it removes everything.
 */
public final class DemoEstate implements AutoCloseable {
  /** Name of the system. */
  public static final String SYSTEM = "orders-prod";

  private final EmbeddedPostgres server;
  private final String password;
  private String systemIdentifier = "";

  private DemoEstate(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /** Starts a PostgreSQL 17 and loads the estate. */
  public static DemoEstate start() {
    EmbeddedPostgres server = configured().start();
    try {
      DemoEstate estate = new DemoEstate(server, UUID.randomUUID().toString());
      estate.load();
      return estate;
    } catch (IOException | SQLException e) {
      closeQuietly(server, e);
      throw new IllegalStateException("the demo estate could not be loaded", e);
    }
  }

  private static void closeQuietly(EmbeddedPostgres server, Exception cause) {
    try {
      server.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static EmbeddedPostgres.Builder configured() {
    return EmbeddedPostgres.major(17)
        .setting("fsync", "on")
        .setting("full_page_writes", "off") // flaw durability
        .setting("zero_damaged_pages", "on") // flaw unsafe-setting
        .setting("wal_level", "logical")
        .setting("archive_mode", "on")
        .setting("archive_command", "/bin/true") // flaw archive-nothing
        .setting("shared_preload_libraries", "pg_stat_statements, auth_delay") // flaw no-pgaudit
        .setting("auth_delay.milliseconds", "100")
        .setting("idle_in_transaction_session_timeout", "5min")
        .setting("logging_collector", "on")
        .setting("log_directory", "log")
        .setting("log_filename", "postgresql-%a.log") // flaw log-overwritten
        .setting("log_truncate_on_rotation", "on")
        .setting("log_file_mode", "0644") // flaw log-readable
        .setting("log_timezone", "Europe/Berlin") // flaw log-zone
        .setting("log_line_prefix", "%m [%p] ") // flaw log-prefix
        .setting("log_connections", "on")
        .setting("log_disconnections", "off") // flaw disconnections
        .setting("log_min_error_statement", "panic") // flaw errors-not-kept
        .setting("log_statement", "mod") // flaw statements-logged
        .setting("log_parameter_max_length", "0")
        .setting("log_replication_commands", "off"); // flaw replication-not-logged
  }

  private void load() throws IOException, SQLException {
    DemoCertificate certificate = DemoCertificate.endingIn(Duration.ofDays(300));
    server.write("server.crt", certificate.server(), "rw-r--r--");
    server.write("server.key", certificate.key(), "rw-------");
    server.write("root.crt", certificate.authority(), "rw-r--r--");
    server.configure("ssl = on\nssl_ca_file = 'root.crt'\nssl_min_protocol_version = 'TLSv1.1'");
    run("postgres", "cluster.sql");
    run("orders", "orders.sql");
    run("billing", "billing.sql");
    run("warehouse", "warehouse.sql");
    server.execute("postgres", "alter role postgres password '" + password + "'");
    server.execute("postgres", "alter system set work_mem = '64MB'"); // flaw alter-system
    server.execute(
        "postgres", "select pg_create_physical_replication_slot('old_standby', true)"); // flaw slot
    server.execute("postgres", "select pg_switch_wal()");
    readSystemIdentifier();
    server.configure("max_worker_processes = 12"); // flaw pending-restart
    server.write("pg_ident.conf", DemoFiles.text("pg_ident.conf"), "rw-------");
    server.writeHba(DemoFiles.text("pg_hba.conf"));
    try (Connection last = server.connect("postgres");
        Statement statement = last.createStatement()) {
      statement.execute("select pg_reload_conf()");
    }
  }

  private void readSystemIdentifier() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select system_identifier::text from pg_control_system()")) {
      row.next();
      systemIdentifier = row.getString(1);
    }
  }

  private void run(String database, String script) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : SqlScript.statements(DemoFiles.text("sql/" + script))) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new SQLException(script + ": " + e.getMessage() + " in: " + sql, e);
        }
      }
    }
  }

  /** Writes the context of the estate, dated from today. */
  public void writeContext(Path folder) throws IOException {
    DemoFiles.writeContext(folder, LocalDate.now(ZoneOffset.UTC));
  }

  /** Writes what the backup tool printed and returns the file. */
  public Path writeBackupLog(Path folder) throws IOException {
    return DemoBackups.write(folder, systemIdentifier, Instant.now());
  }

  /** TCP port on 127.0.0.1. */
  public int port() {
    return server.port();
  }

  /** Password of the bootstrap superuser. */
  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
