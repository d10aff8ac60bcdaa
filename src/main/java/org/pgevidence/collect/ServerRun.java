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
  private final CatalogReader catalog;
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
    catalog = new CatalogReader(writer, facts, request.progress());
  }

  /** Fact tables that changed between the databases' transactions. */
  Set<String> moved() {
    return moved;
  }

  /** Reads everything. Throws UserFault (5) when the first connection fails or any breaks. */
  void read() throws IOException, SQLException {
    String first = request.target().database();
    Databases databases = new Databases(request.databases());
    Thread.ofPlatform().daemon().start(CatalogReader::prepare);
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
    try (FurtherDatabases further = readFirst(first, databases)) {
      moved.addAll(further.finish(facts, provenance, databases, reader.orElseThrow()));
    } catch (SQLException e) {
      throw ConnectionFault.broken(request.target(), "database " + first.database(), e);
    }
  }

  /** Reads the first database; the others are being read meanwhile. */
  private FurtherDatabases readFirst(Session session, Databases databases)
      throws IOException, SQLException {
    reader = Optional.of(session.reader());
    if (request.probesTls()) {
      tls = Optional.of(TlsFacts.start(request.target(), session.reader().major()));
    }
    SharedState shared = SharedState.of(session);
    request.progress().accept("reading the server as " + session.reader().quoted());
    catalog.databases(session, databases);
    databases.check();
    String name = session.database();
    FurtherDatabases further =
        FurtherDatabases.start(
            request,
            connector,
            writer,
            shared,
            databases.wanted().stream().filter(other -> !other.equals(name)).toList());
    try (session) {
      catalog.cluster(session);
      new RawAuth(session, writer, provenance).read();
      systemIdentifier =
          Optional.ofNullable(
                  session.text(
                      "select system_identifier::text from pg_catalog.pg_control_system()"))
              .orElse("");
      if (databases.isWanted(name)) {
        catalog.database(session);
      }
    } catch (SQLException | IOException | RuntimeException e) {
      further.close();
      throw e;
    }
    return further;
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
