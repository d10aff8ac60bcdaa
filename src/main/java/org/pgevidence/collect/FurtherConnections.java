package org.pgevidence.collect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.pgevidence.collect.target.Connector;

/**
 * Connections to the further databases of a server, in order. The next one is opened while the one
 * before it is read: encryption and password take longer than many a database. No transaction is
 * begun on it, so that it cannot time out.
 */
final class FurtherConnections implements AutoCloseable {
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Connector connector;
  private final Deque<String> names = new ArrayDeque<>();
  private Optional<FutureTask<Connection>> next = Optional.empty();

  FurtherConnections(Connector connector) {
    this.connector = connector;
  }

  /** Begins to open the first. */
  void start(List<String> databases) {
    names.addAll(databases);
    openNext();
  }

  private void openNext() {
    next =
        Optional.ofNullable(names.peek())
            .map(name -> new FutureTask<>(() -> connector.openFurther(name)));
    next.ifPresent(Thread.ofVirtual()::start);
  }

  /** Whether there is one more. */
  boolean hasNext() {
    return next.isPresent();
  }

  /** Name of the database of the next one. */
  String name() {
    return names.getFirst();
  }

  /**
   * The next one, which the caller closes; the one behind it is being opened from now on.
   *
   * @throws SQLException the server's refusal
   */
  Connection take() throws SQLException {
    FutureTask<Connection> opened = next.orElseThrow();
    String name = names.removeFirst();
    try {
      return await(opened);
    } catch (SQLException e) {
      // The role may be allowed one connection at a time; the one before is closed by now.
      return again(name, e);
    } finally {
      openNext();
    }
  }

  /** Tries again for a second: a server counts a connection for a moment after it was closed. */
  private Connection again(String name, SQLException refusal) throws SQLException {
    SQLException last = refusal;
    for (int i = 0; i < TRIES && TOO_MANY_CONNECTIONS.equals(last.getSQLState()); i++) {
      try {
        return connector.openFurther(name);
      } catch (SQLException e) {
        last = e;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    throw last;
  }

  private static Connection await(FutureTask<Connection> opened) throws SQLException {
    try {
      return opened.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SQLException refusal -> throw refusal;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Closes what was opened and not taken. */
  @Override
  public void close() throws SQLException {
    if (next.isPresent()) {
      try {
        await(next.get()).close();
      } catch (SQLException e) {
        // it never came to be
      }
    }
  }
}
