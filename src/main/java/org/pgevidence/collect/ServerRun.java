package org.pgevidence.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.target.ConnectionFault;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.UserFault;

/**
 * One attempt at reading a server: the first database with all cluster-wide facts, then the others.
 */
final class ServerRun {
  private final CollectRequest request;
  private final Connector connector;
  private final Optional<Connection> held;
  private final SnapshotWriter writer;
  private final Provenance provenance = new Provenance();
  private final FactReader facts;
  private final Set<String> moved = new LinkedHashSet<>();
  private final String collectedAt = Clock.now();
  private final CompletableFuture<Optional<String>> program =
      CompletableFuture.supplyAsync(Header::programDigest);
  private Optional<Reader> reader = Optional.empty();
  private Optional<TlsFacts> tls = Optional.empty();
  private String systemIdentifier = "";

  /**
   * A run.
   *
   * @param held connection to read the first database through; empty for one of its own
   */
  ServerRun(
      CollectRequest request,
      Connector connector,
      SnapshotWriter writer,
      Optional<Connection> held) {
    this.request = request;
    this.connector = connector;
    this.held = held;
    this.writer = writer;
    facts = new FactReader(writer, provenance);
  }

  /** Fact tables that changed between the databases' transactions. */
  Set<String> moved() {
    return moved;
  }

  /** Reads everything. Throws UserFault (5) when the first connection fails or any breaks. */
  void read() throws IOException, SQLException {
    String first = request.target().database();
    Databases databases = new Databases(request.databases());
    Connection connection = held.isPresent() ? held.get() : connector.open(first);
    try (Session session = start(connection, first);
        Logs logs = Logs.start(writer, request, walSegmentBytes(session))) {
      readServer(session, databases);
      databases.write(writer);
      if (tls.isPresent()) {
        tls.get().write(writer, provenance);
      } else {
        TlsFacts.skip(writer);
      }
      logs.finish(writer, provenance);
    }
  }

  private Session start(Connection connection, String first) {
    try {
      return Session.start(connection, first);
    } catch (SQLException e) {
      throw ConnectionFault.broken(request.target(), "database " + first, e);
    }
  }

  /** Every login may see it; whoever answers for PostgreSQL without it has segments of 16 MiB. */
  private long walSegmentBytes(Session session) {
    try {
      String bytes =
          session.text(
              "select setting from pg_catalog.pg_settings where name = 'wal_segment_size'");
      return bytes == null ? LogOptions.DEFAULT.walSegmentBytes() : Long.parseLong(bytes);
    } catch (SQLException e) {
      throw ConnectionFault.broken(request.target(), "database " + session.database(), e);
    }
  }

  private void readServer(Session first, Databases databases) throws IOException {
    try (FurtherConnections further = new FurtherConnections(connector)) {
      SharedState shared = readFirst(first, databases, further);
      while (further.hasNext()) {
        readFurther(further, databases, shared);
      }
    } catch (SQLException e) {
      throw ConnectionFault.broken(request.target(), "database " + first.database(), e);
    }
  }

  private SharedState readFirst(Session first, Databases databases, FurtherConnections further)
      throws IOException, SQLException {
    try (Session session = first) {
      reader = Optional.of(session.reader());
      if (request.probesTls()) {
        tls = Optional.of(TlsFacts.start(request.target(), session.reader().major()));
      }
      SharedState shared = SharedState.of(session);
      request.progress().accept("reading the server as " + session.reader().quoted());
      facts.read(session, FactQuery.of("database", session.reader().major()), "", () -> databases);
      databases.check();
      String name = session.database();
      further.start(databases.wanted().stream().filter(other -> !other.equals(name)).toList());
      for (String table : Tables.CLUSTER) {
        facts.read(session, table, "");
      }
      readAcl(session, Tables.CLUSTER_ACL, "");
      new RawAuth(session, writer, provenance).read();
      systemIdentifier =
          Optional.ofNullable(
                  session.text(
                      "select system_identifier::text from pg_catalog.pg_control_system()"))
              .orElse("");
      if (databases.isWanted(name)) {
        readDatabase(session);
      }
      return shared;
    }
  }

  private void readFurther(FurtherConnections further, Databases databases, SharedState shared)
      throws IOException {
    String name = further.name();
    Connection connection;
    try {
      connection = further.take();
    } catch (SQLException e) {
      if (ConnectionFault.isLost(e)) {
        throw ConnectionFault.explain(request.target(), name, e);
      }
      skip(name, databases, ConnectionFault.reason(e));
      return;
    }
    try (Session session = Session.start(connection, name)) {
      moved.addAll(shared.moved(SharedState.of(session)));
      readDatabase(session);
    } catch (SQLException e) {
      throw ConnectionFault.broken(request.target(), "database " + name, e);
    }
  }

  private void readDatabase(Session session) throws SQLException, IOException {
    request.progress().accept("reading database " + session.database());
    for (String table : Tables.DATABASE) {
      facts.read(session, table, session.database());
    }
    for (String table : Tables.DATABASE_ACL) {
      readAcl(session, table, session.database());
    }
  }

  private void readAcl(Session session, String name, String database)
      throws SQLException, IOException {
    FactQuery query = FactQuery.of(name, session.reader().major());
    facts.read(session, query, database, () -> new AclSink(writer, query.table(), database));
  }

  /** A database that refuses the connection: each of its tables is a gap. */
  private void skip(String name, Databases databases, String reason) {
    String role = reader.map(Reader::quoted).orElse("");
    databases.markSkipped(name, reason);
    Stream.of(Tables.DATABASE, Tables.DATABASE_ACL, List.of("acl_entry"))
        .flatMap(List::stream)
        .forEach(
            table ->
                writer.gap(
                    new Gap(
                        table,
                        name,
                        Gap.Extent.TABLE,
                        List.of(),
                        "",
                        "database " + name + " could not be read as role " + role + ": " + reason,
                        Optional.of(
                            "CONNECT on the database, and a rule of pg_hba.conf that lets the role in"),
                        "grant connect on database "
                            + databases.quoted(name)
                            + " to "
                            + role
                            + ";")));
  }

  /** Writes what is left and renames the snapshot into place. */
  Path finish() throws IOException {
    List<String> changed = new ArrayList<>(moved);
    for (String table : changed) {
      writer.gap(
          Gap.table(
              table,
              "",
              table + " changed while the databases were read, in each of three tries",
              "Collect again at a quieter time."));
    }
    Reader who = reader.orElseThrow(() -> UserFault.usage("The server was not read."));
    Header header = new Header(request, who, systemIdentifier, collectedAt);
    header.write(writer);
    provenance.write(writer);
    return writer.finish(header.json(program.join()));
  }
}
