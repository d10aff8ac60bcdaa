package org.pgevidence.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.SnapshotWriter;

/**
 * Reads all databases but the first, two at a time: while the server works for one session, this
 * program works on what it gave to the other. Each is kept apart until {@link #finish}, so that a
 * snapshot's rows stand in the order of its databases.
 */
final class FurtherDatabases implements AutoCloseable {
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Connector connector;
  private final SharedState shared;
  private final List<FurtherDatabase> all = new ArrayList<>();
  private final Queue<FurtherDatabase> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<FurtherDatabase> refused = new ConcurrentLinkedQueue<>();
  private final Meanwhile aside = new Meanwhile();

  private FurtherDatabases(Connector connector, SharedState shared) {
    this.connector = connector;
    this.shared = shared;
  }

  /**
   * Begins to read them.
   *
   * @param first session of the first database
   * @param shared what it saw of what all databases share
   */
  static FurtherDatabases start(
      CollectRequest request,
      Connector connector,
      SnapshotWriter writer,
      Session first,
      SharedState shared,
      Databases databases)
      throws IOException {
    FurtherDatabases further = new FurtherDatabases(connector, shared);
    for (String name : databases.wanted()) {
      if (!name.equals(first.database())) {
        further.all.add(new FurtherDatabase(name, writer.part(), request.progress()));
      }
    }
    further.waiting.addAll(further.all);
    further.aside.start(further::read);
    return further;
  }

  /** Reads what waits, until nothing does or the server allows no further connection. */
  boolean read() throws IOException {
    FurtherDatabase next = waiting.poll();
    while (next != null) {
      try {
        next.read(connector, connector.openFurther(next.name()), shared);
      } catch (SQLException e) {
        if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
          refused.add(next);
          return true;
        }
        next.refuse(connector, e);
      }
      next = waiting.poll();
    }
    return true;
  }

  /**
   * Waits for the end and puts everything behind what was read of the first database. A table that
   * was cut off in one of them is provided in none. A fault that the reading met is thrown here.
   *
   * @return fact tables that changed between the databases' transactions
   */
  Set<String> finish(
      SnapshotWriter writer,
      FactReader first,
      Provenance provenance,
      Databases databases,
      Reader reader)
      throws IOException {
    try {
      aside.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // The role may be allowed one connection at a time; all others are closed by now.
    for (FurtherDatabase database : refused) {
      readAlone(database);
    }
    Set<String> moved = new LinkedHashSet<>();
    Set<String> broken = new LinkedHashSet<>(first.broken());
    for (FurtherDatabase database : all) {
      moved.addAll(database.moved());
      broken.addAll(database.broken());
      database.append(writer, provenance, databases, reader);
    }
    for (String table : broken) {
      for (String database : provenance.databases(table)) {
        writer.gap(FactReader.givenUp(table, database));
      }
      writer.withdraw(table);
      provenance.withdraw(table);
    }
    return moved;
  }

  /** Tries for a second: a server counts a connection for a moment after it was closed. */
  private void readAlone(FurtherDatabase database) throws IOException {
    for (int i = 1; ; i++) {
      try {
        Connection connection = connector.openFurther(database.name());
        database.read(connector, connection, shared);
        return;
      } catch (SQLException e) {
        if (i == TRIES || !TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
          database.refuse(connector, e);
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Stops reading, and waits until nothing is written any more. */
  @Override
  public void close() throws IOException {
    waiting.clear();
    aside.cancel();
    all.forEach(FurtherDatabase::abort);
    aside.close();
    for (FurtherDatabase database : all) {
      database.close();
    }
  }
}
