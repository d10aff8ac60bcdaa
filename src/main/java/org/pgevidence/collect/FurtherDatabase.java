package org.pgevidence.collect;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.target.ConnectionFault;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;

/** What is read of one database that is not the first; kept apart until it is appended. */
final class FurtherDatabase implements AutoCloseable {
  private final String name;
  private final SnapshotWriter part;
  private final Provenance provenance = new Provenance();
  private final FactReader facts;
  private final CatalogReader catalog;
  private List<String> moved = List.of();
  private Optional<String> refusal = Optional.empty();
  private volatile @Nullable Connection connection;

  FurtherDatabase(String name, SnapshotWriter part, Consumer<String> progress) {
    this.name = name;
    this.part = part;
    facts = new FactReader(part, provenance);
    catalog = new CatalogReader(part, facts, progress);
  }

  /** Name of the database. */
  String name() {
    return name;
  }

  /** Reads it through a fresh connection, which is closed. */
  void read(Connector connector, Connection opened, SharedState shared) throws IOException {
    connection = opened;
    try (Session session = Session.start(opened, name)) {
      moved = shared.moved(SharedState.of(session));
      catalog.database(session);
    } catch (SQLException e) {
      throw ConnectionFault.broken(connector.target(), "database " + name, e);
    }
  }

  /** The server refused the connection: each of its tables will be a gap. */
  void refuse(Connector connector, SQLException met) {
    if (ConnectionFault.isLost(met)) {
      throw ConnectionFault.explain(connector.target(), name, met);
    }
    refusal = Optional.of(ConnectionFault.reason(met));
  }

  /** Fact tables that all databases share and that this one saw changed. */
  List<String> moved() {
    return moved;
  }

  /** Tables that were cut off in the middle. */
  Set<String> broken() {
    return facts.broken();
  }

  /** Hands everything over. */
  void append(SnapshotWriter writer, Provenance all, Databases databases, Reader reader)
      throws IOException {
    refusal.ifPresent(reason -> skip(reason, databases, reader));
    writer.append(part);
    all.add(provenance);
  }

  private void skip(String reason, Databases databases, Reader reader) {
    databases.markSkipped(name, reason);
    Stream.of(Tables.DATABASE, Tables.DATABASE_ACL, List.of("acl_entry"))
        .flatMap(List::stream)
        .forEach(
            table ->
                part.gap(
                    new Gap(
                        table,
                        name,
                        Gap.Extent.TABLE,
                        List.of(),
                        "",
                        "database "
                            + name
                            + " could not be read as role "
                            + reader.quoted()
                            + ": "
                            + reason,
                        Optional.of(
                            "CONNECT on the database, and a rule of pg_hba.conf that lets the role in"),
                        "grant connect on database "
                            + databases.quoted(name)
                            + " to "
                            + reader.quoted()
                            + ";")));
  }

  /** Breaks off what is being read. */
  void abort() {
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // it is closed already
      }
    }
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}
