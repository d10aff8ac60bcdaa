package org.pgevidence.render;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;

/** Prints each population that the report cuts, whole, in files of its own. */
public final class Appendix {
  private Appendix() {}

  /** Gives the path that a file name of the appendix stands for. */
  @FunctionalInterface
  public interface Place {
    /** Its folders are made. */
    Path of(String name) throws IOException;
  }

  /** Writes the files; none when every population fits into the report. */
  public static void write(Assessment assessment, Place place) throws IOException {
    for (CheckSheet check : CheckSheet.all(assessment)) {
      if (check.population() > CheckSheet.PRINTED_ROWS) {
        write(assessment, check, place);
      }
    }
  }

  private static void write(Assessment assessment, CheckSheet check, Place place)
      throws IOException {
    List<List<@Nullable Object>> all = new ArrayList<>(check.population() + 1);
    all.add(new ArrayList<>(check.result().columns()));
    all.addAll(check.result().rows());
    Path first = place.of(check.id() + "-1.pdf");
    new PopulationPdf(
            "Population of " + check.id() + ": " + check.title(),
            assessment.system()
                + ", "
                + assessment.collectedAt()
                + ", "
                + check.population()
                + " rows below the columns, sha256:"
                + check.populationDigest().substring(0, 32)
                + "…",
            Instant.parse(assessment.collectedAt()))
        .write(all::iterator, n -> first.resolveSibling(check.id() + "-" + n + ".pdf"));
  }
}
