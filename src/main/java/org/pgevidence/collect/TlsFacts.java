package org.pgevidence.collect;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.tls.TlsProbe;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;

/** Probes the TLS endpoint beside the reading of the catalog, because the probe mostly waits. */
final class TlsFacts {
  private static final List<String> TABLES = List.of("tls_probe", "tls_certificate");

  private final Target target;
  private final String startedAt = Clock.now();
  private final FutureTask<TlsProbe> probe;

  private TlsFacts(Target target, int major) {
    this.target = target;
    probe =
        new FutureTask<>(
            () ->
                TlsProbe.run(
                    target.host(), target.port(), target.user(), target.database(), major));
  }

  /** Starts the probe; a Unix socket has none. */
  static TlsFacts start(Target target, int major) {
    TlsFacts facts = new TlsFacts(target, major);
    if (!target.isSocket()) {
      Thread.ofPlatform().daemon().start(facts.probe);
    }
    return facts;
  }

  /** Waits for the probe and writes its rows, or a gap for a Unix socket. */
  void write(SnapshotWriter writer, Provenance provenance) throws IOException {
    if (target.isSocket()) {
      gaps(
          writer,
          "the target is a Unix socket, where there is no TLS",
          "Collect over TCP from where clients connect.");
      return;
    }
    TlsProbe found = await();
    found.writeProbes(writer.table("tls_probe"));
    found.writeCertificates(writer.table("tls_certificate"));
    String source = "TLS handshakes with " + target.address();
    for (String table : TABLES) {
      provenance.file(table, source, Digest.hex(source), startedAt, writer.table(table).rows());
    }
  }

  /** Writes gaps where the probe was not wanted. */
  static void skip(SnapshotWriter writer) {
    gaps(writer, "the TLS probe was switched off", "Collect without --no-tls-probe.");
  }

  private static void gaps(SnapshotWriter writer, String met, String remedy) {
    for (String table : TABLES) {
      writer.gap(
          new Gap(
              table,
              "",
              Gap.Extent.TABLE,
              List.of(),
              "",
              table + " could not be read: " + met,
              Optional.empty(),
              remedy));
    }
  }

  private TlsProbe await() {
    try {
      return probe.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
