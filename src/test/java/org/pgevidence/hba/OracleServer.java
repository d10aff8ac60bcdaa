package org.pgevidence.hba;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.HbaLine;
import org.pgevidence.collect.hba.RawAuthFiles;
import org.pgevidence.collect.hba.ServerBuild;
import org.pgevidence.collect.hba.SqlServerFiles;
import org.pgevidence.collect.tls.TestCertificate;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.MemoryFacts;

/** A real server with users, groups and databases whose rules can be replaced, and its log. */
final class OracleServer implements AutoCloseable {
  private static final Pattern MATCHED =
      Pattern.compile(
          "connection authenticated: .*\\((?<where>[^()]*):(?<line>\\d+)\\)$"
              + "|Connection matched (?:pg_hba\\.conf|file \"(?<file>[^\"]*)\") line (?<number>\\d+): ",
          Pattern.MULTILINE);

  private final int major;
  private final EmbeddedPostgres postgres;
  private final Connection connection;
  private final WireClient client;
  private boolean isTlsOn = true;

  private OracleServer(int major, EmbeddedPostgres postgres) throws SQLException {
    this.major = major;
    this.postgres = postgres;
    this.client = new WireClient(postgres.port(), postgres.socketDirectory());
    this.connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "");
  }

  static OracleServer start(int major) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.major(major)
            .setting("listen_addresses", "127.0.0.1,::1")
            .setting("log_connections", "on")
            .setting("log_line_prefix", "")
            .setting("ssl_ca_file", "server.crt")
            .start();
    try {
      TestCertificate.write(postgres.dataDirectory(), Instant.now().plus(90, ChronoUnit.DAYS));
      postgres.execute("postgres", "alter system set ssl = on");
      OracleServer server = new OracleServer(major, postgres);
      server.populate();
      return server;
    } catch (Exception e) {
      postgres.close();
      throw e;
    }
  }

  private void populate() throws SQLException {
    for (String user : OracleHba.USERS) {
      run("create role " + quoted(user) + " login password '" + password(user) + "'");
    }
    for (String group : OracleHba.GROUPS) {
      run("create role " + quoted(group));
    }
    run("create role root superuser login password '" + password("root") + "'");
    run("alter role bob noinherit replication");
    run("set password_encryption = 'md5'");
    run("alter role carl password '" + password("carl") + "'");
    run("reset password_encryption");
    for (String[] edge : OracleHba.MEMBERSHIPS) {
      run("grant " + quoted(edge[0]) + " to " + quoted(edge[1]));
    }
    for (String database : OracleHba.DATABASES) {
      run("create database " + quoted(database) + " template template0");
    }
  }

  /** The right password of a user. */
  static String password(String user) {
    return "right " + user.length();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Name and text of files in the data directory; the server has read them on return. */
  void load(Map<String, String> files, boolean withTls)
      throws IOException, SQLException, InterruptedException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path folder = postgres.dataDirectory().resolve(file.getKey()).getParent();
      if (folder != null && !Files.exists(folder)) {
        Files.createDirectory(folder);
        Files.setOwner(folder, Files.getOwner(postgres.dataDirectory()));
      }
      postgres.write(file.getKey(), file.getValue(), "rw-------");
    }
    if (withTls != isTlsOn) {
      isTlsOn = withTls;
      run("alter system set ssl = " + (withTls ? "on" : "off"));
    }
    run("select pg_reload_conf()");
    while (!text("show ssl").equals(withTls ? "on" : "off")) {
      Thread.sleep(5);
    }
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** What an attempt met, as the server tells. */
  record Met(WireClient.Kind kind, Optional<String> place) {}

  /** Connects, and reads from the log which rule it was; place is file:line. */
  Met connect(Attempt attempt, boolean isLogical, String password) throws IOException {
    long before = Files.size(postgres.log());
    WireClient.Kind kind;
    try {
      kind = client.attempt(attempt, isLogical, password);
    } catch (IOException e) {
      throw new IOException(attempt + " failed; the log says: " + logSince(before), e);
    }
    String said = logSince(before);
    Matcher matcher = MATCHED.matcher(said);
    if (!matcher.find()) {
      return new Met(kind, Optional.empty());
    }
    String where = matcher.group("where") != null ? matcher.group("where") : matcher.group("file");
    String line = matcher.group("line") != null ? matcher.group("line") : matcher.group("number");
    return new Met(
        kind, Optional.of((where == null ? "pg_hba.conf" : display(where)) + ":" + line));
  }

  long logSize() throws IOException {
    return Files.size(postgres.log());
  }

  String logSince(long offset) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(postgres.log().toFile(), "r")) {
      byte[] bytes = new byte[(int) (log.length() - offset)];
      log.seek(offset);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A file of the data directory as facts name it. */
  String display(String file) {
    return RawAuthFiles.displayName(file, path("pg_hba.conf"));
  }

  private String path(String name) {
    return postgres.dataDirectory().resolve(name).toString();
  }

  /** The files as the collector's reader sees them, through the server. */
  RawAuthFiles raw() throws SQLException {
    List<String> errors = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select error from pg_hba_file_rules where error is not null")) {
      while (rows.next()) {
        errors.add(rows.getString(1));
      }
    }
    return RawAuthFiles.read(
        new SqlServerFiles(connection),
        ServerBuild.ofMajor(major).withTls(isTlsOn).learning(errors),
        path("pg_hba.conf"),
        path("pg_ident.conf"));
  }

  /** Facts with the raw rules. */
  MemoryFacts facts() throws SQLException {
    MemoryFacts facts = surroundings();
    facts.provide("hba_line");
    RawAuthFiles raw = raw();
    int number = 0;
    for (HbaLine rule : raw.rules()) {
      facts.add("hba_line", raw.values(++number, rule));
    }
    return facts;
  }

  /** Facts with the rules of the server's own view, which drops quotes. */
  MemoryFacts viewFacts() throws SQLException {
    MemoryFacts facts = surroundings();
    fill(
        facts,
        "hba_rule",
        "select row_number() over (), "
            + (major >= 16 ? "file_name" : "'" + path("pg_hba.conf") + "'::text")
            + ", line_number, type, coalesce(to_json(database), '[]')::text,"
            + " coalesce(to_json(user_name), '[]')::text, address, netmask, null::text, null::text,"
            + " auth_method, coalesce((select json_object_agg(split_part(o, '=', 1), substr(o,"
            + " strpos(o, '=') + 1)) from unnest(options) as o), '{}')::text, error"
            + " from pg_hba_file_rules");
    return facts;
  }

  private MemoryFacts surroundings() throws SQLException {
    MemoryFacts facts = new MemoryFacts();
    fill(
        facts,
        "server",
        "select 1, 0, "
            + major
            + ", '', '', '', 0, '', null, null, null, null, null, null, 0, null");
    fill(
        facts,
        "role",
        "select oid::int8, rolname, quote_ident(rolname), rolsuper, rolcanlogin, rolinherit,"
            + " rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit, null::text,"
            + " oid < 16384 and rolname like 'pg\\_%', false from pg_roles");
    fill(
        facts,
        "membership",
        "select roleid::int8, member::int8, grantor::int8, admin_option, true, true"
            + " from pg_auth_members");
    fill(
        facts,
        "database",
        "select oid::int8, datname, quote_ident(datname), datdba::int8, datallowconn, datistemplate,"
            + " datconnlimit, '', 0, true, null::text from pg_database");
    fill(
        facts,
        "setting",
        "select name, setting, false, length(setting), 0, null, '', '', '', null, null, '', false"
            + " from pg_settings where name = 'ssl'");
    return facts;
  }

  private void fill(MemoryFacts facts, String table, String query) throws SQLException {
    facts.provide(table);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          values[i] = rows.getObject(i + 1);
        }
        if (table.equals("hba_rule")) {
          values[1] = display(String.valueOf(values[1]));
        }
        facts.add(table, values);
      }
    }
  }

  /** The server's own reading of the files, one row a rule. */
  Connection connection() {
    return connection;
  }

  int major() {
    return major;
  }

  @Override
  public void close() throws SQLException, IOException {
    try {
      connection.close();
    } finally {
      postgres.close();
    }
  }
}
