package org.pgevidence.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.UserFault;

/**
 * Takes a snapshot of one server. Starts again, up to three times, when roles, memberships or
 * databases change between the transactions of two databases; after that a gap names what moved.
 */
public final class Collector {
  private static final int TRIES = 3;

  private Collector() {}

  /** What came of it: the snapshot's folder and its gaps. */
  public record Result(Path snapshot, List<Gap> gaps) {
    /** Copies the list. */
    public Result {
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * Collects. Nothing is left under the target folder unless it is whole.
   *
   * @throws UserFault exit code 2 for a wrong request, 5 when the server or the disk fails
   */
  public static Result collect(CollectRequest request) {
    return collect(request, Optional.empty());
  }

  /**
   * Reads one database inside a transaction that is already running and goes on afterwards: what
   * was done in it is seen. The request names that database alone.
   */
  public static Result collect(CollectRequest request, Connection held) {
    return collect(request, Optional.of(HeldConnection.of(held)));
  }

  private static Result collect(CollectRequest request, Optional<Connection> held) {
    Connector connector = new Connector(request.target());
    for (int attempt = 1; ; attempt++) {
      try (SnapshotWriter writer = SnapshotWriter.create(request.out())) {
        ServerRun run = new ServerRun(request, connector, writer, held);
        run.read();
        if (!run.moved().isEmpty() && attempt < TRIES) {
          request
              .progress()
              .accept("starting again: " + String.join(", ", run.moved()) + " changed meanwhile");
          continue;
        }
        Path snapshot = run.finish();
        return new Result(snapshot, writer.gaps());
      } catch (IOException e) {
        throw UserFault.io(
            "The snapshot could not be written to "
                + request.out()
                + ": "
                + e.getMessage()
                + ". See that the disk has space and that you may write there.",
            e);
      } catch (SQLException e) {
        throw org.pgevidence.collect.target.ConnectionFault.broken(request.target(), "facts", e);
      }
    }
  }
}
