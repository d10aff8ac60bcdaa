package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.pgevidence.render.PopulationPdf;

/** Writes an appendix of as many rows as the argument says, and prints seconds and pages. */
public final class Appendix {
  private Appendix() {}

  /** Takes the number of rows. */
  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    Path folder = Files.createTempDirectory("appendix");
    try {
      Instant start = Instant.now();
      PopulationPdf pdf = new PopulationPdf("Population of BENCH-001", "bench", Instant.EPOCH);
      PopulationPdf.Rows source =
          () ->
              LongStream.rangeClosed(1, rows)
                  .mapToObj(
                      n ->
                          Arrays.<Object>asList(
                              "orders: sales.customer_" + n,
                              n % 7,
                              "role_" + n % 100,
                              "SELECT",
                              "app_reader → reporting → analytics_" + n % 50,
                              "2026-11-22T16:22:31Z"))
                  .iterator();
      PopulationPdf.Extent extent = pdf.write(source, n -> folder.resolve(n + ".pdf"));
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      long bytes = 0;
      for (int n = 1; n <= extent.files(); n++) {
        bytes += Files.size(folder.resolve(n + ".pdf"));
      }
      System.out.printf(
          java.util.Locale.ROOT,
          "%,d rows: %.1f s, %d pages (%.0f pages/s), %d files, %,d bytes%n",
          rows,
          seconds,
          extent.pages(),
          extent.pages() / seconds,
          extent.files(),
          bytes);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
