package org.pgevidence.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.SnapshotWriter;

/**
 * Reads all databases but the first, two at a time: while the server works for one session, this
 * program works on what it gave to the other. Each is kept apart until those before it are written,
 * so that a snapshot's rows stand in the order of its databases.
 */
final class FurtherDatabases implements AutoCloseable {
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Databases that may be kept apart at a time: a server can have thousands. */
  private static final int AHEAD = 8;

  private final CollectRequest request;
  private final Connector connector;
  private final SnapshotWriter writer;
  private final SharedState shared;
  private final List<String> names;
  private final List<FurtherDatabase> begun = new ArrayList<>();
  private final Meanwhile aside = new Meanwhile();
  private final Set<FurtherDatabase> done = new HashSet<>();
  private int written;
  private boolean isAlone;

  private FurtherDatabases(
      CollectRequest request,
      Connector connector,
      SnapshotWriter writer,
      SharedState shared,
      List<String> names) {
    this.request = request;
    this.connector = connector;
    this.writer = writer;
    this.shared = shared;
    this.names = names;
  }

  /**
   * Begins to read them beside the first.
   *
   * @param names the databases, in the order of the snapshot
   * @param shared what the first session saw of what all databases share
   */
  static FurtherDatabases start(
      CollectRequest request,
      Connector connector,
      SnapshotWriter writer,
      SharedState shared,
      List<String> names) {
    FurtherDatabases further =
        new FurtherDatabases(request, connector, writer, shared, List.copyOf(names));
    further.aside.start(further::readAside);
    return further;
  }

  private boolean readAside() throws IOException, InterruptedException {
    try {
      for (Optional<FurtherDatabase> next = awaitNext(); next.isPresent(); next = awaitNext()) {
        read(next.get());
      }
      return true;
    } finally {
      update(() -> isAlone = true);
    }
  }

  /** The next one to read, once few enough are kept apart; empty when there is none for two. */
  private synchronized Optional<FurtherDatabase> awaitNext()
      throws IOException, InterruptedException {
    while (!isAlone && begun.size() < names.size() && begun.size() >= written + AHEAD) {
      wait();
    }
    return isAlone ? Optional.empty() : next();
  }

  private synchronized Optional<FurtherDatabase> next() throws IOException {
    if (begun.size() == names.size() || begun.size() >= written + AHEAD) {
      return Optional.empty();
    }
    String name = names.get(begun.size());
    FurtherDatabase next = new FurtherDatabase(name, writer.part(), request.progress());
    begun.add(next);
    return Optional.of(next);
  }

  /** A server that allows no further connection is asked again when no other one is open. */
  private void read(FurtherDatabase database) throws IOException {
    try {
      database.read(connector, connector.openFurther(database.name()), shared);
    } catch (SQLException e) {
      if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
        update(() -> isAlone = true);
        return;
      }
      database.refuse(connector, e);
    }
    update(() -> done.add(database));
  }

  private synchronized void update(Runnable change) {
    change.run();
    notifyAll();
  }

  /**
   * Reads what is left and puts everything behind what was read of the first database, whose
   * connection is closed. A table that was cut off in one of them is provided in none. A fault that
   * the reading met is thrown here.
   *
   * @return fact tables that changed between the databases' transactions
   */
  Set<String> finish(FactReader first, Provenance provenance, Databases databases, Reader reader)
      throws IOException {
    Set<String> moved = new LinkedHashSet<>();
    Set<String> broken = new LinkedHashSet<>(first.broken());
    while (written < names.size()) {
      Optional<FurtherDatabase> next = next();
      if (next.isPresent() && !isAlone()) {
        read(next.get());
        continue;
      }
      FurtherDatabase database = begun().get(written);
      if (!isDone(database)) {
        awaitAside();
        readAlone(database);
      }
      moved.addAll(database.moved());
      broken.addAll(database.broken());
      database.append(writer, provenance, databases, reader);
      update(() -> written++);
    }
    awaitAside();
    for (String table : broken) {
      for (String database : provenance.databases(table)) {
        writer.gap(FactReader.givenUp(table, database));
      }
      writer.withdraw(table);
      provenance.withdraw(table);
    }
    return moved;
  }

  private synchronized List<FurtherDatabase> begun() {
    return List.copyOf(begun);
  }

  private synchronized boolean isAlone() {
    return isAlone;
  }

  /** Waits for one that is being read aside; false when it was turned away. */
  private synchronized boolean isDone(FurtherDatabase database) {
    try {
      while (!done.contains(database) && !isAlone) {
        wait();
      }
      return done.contains(database);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private void awaitAside() throws IOException {
    try {
      aside.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Tries for a second: a server counts a connection for a moment after it was closed. */
  private void readAlone(FurtherDatabase database) throws IOException {
    for (int i = 1; !isDone(database); i++) {
      try {
        database.read(connector, connector.openFurther(database.name()), shared);
        update(() -> done.add(database));
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
    update(() -> isAlone = true);
    aside.cancel();
    List<FurtherDatabase> open = begun();
    open.forEach(FurtherDatabase::abort);
    aside.close();
    for (FurtherDatabase database : open) {
      database.close();
    }
  }
}
