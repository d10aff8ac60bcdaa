package org.pgevidence.collect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.SnapshotWriter;

/** Reads the catalogs: what all databases share, and what each has for itself. */
final class CatalogReader {
  private static final int NEWEST_MAJOR = 18;

  private final SnapshotWriter writer;
  private final FactReader facts;
  private final Consumer<String> progress;

  CatalogReader(SnapshotWriter writer, FactReader facts, Consumer<String> progress) {
    this.writer = writer;
    this.facts = facts;
    this.progress = progress;
  }

  /** Reads the queries and the schema, which takes as long as a part of the first connection. */
  static void prepare() {
    Schema.standard();
    Stream.of(Tables.CLUSTER, Tables.DATABASE, Tables.DATABASE_ACL)
        .flatMap(List::stream)
        .map(name -> FactQuery.of(name, NEWEST_MAJOR))
        .forEach(query -> Json.compact(Parameters.bind(query.sql()).named()));
  }

  /** The list of databases. */
  void databases(Session session, Databases databases) throws SQLException, IOException {
    facts.read(session, FactQuery.of("database", session.reader().major()), "", () -> databases);
  }

  /** What all databases share. */
  void cluster(Session session) throws SQLException, IOException {
    for (String table : Tables.CLUSTER) {
      facts.read(session, table, "");
    }
    acl(session, Tables.CLUSTER_ACL, "");
  }

  /** What is the session's database's own. */
  void database(Session session) throws SQLException, IOException {
    progress.accept("reading database " + session.database());
    for (String table : Tables.DATABASE) {
      facts.read(session, table, session.database());
    }
    for (String table : Tables.DATABASE_ACL) {
      acl(session, table, session.database());
    }
  }

  private void acl(Session session, String name, String database) throws SQLException, IOException {
    FactQuery query = FactQuery.of(name, session.reader().major());
    facts.read(session, query, database, () -> new AclSink(writer, query.table(), database));
  }
}
