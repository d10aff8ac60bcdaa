package org.pgevidence.fix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** README.md beside the SQL files: order, proof, and what no statement does. */
record FixReadme(
    Map<String, Place> names,
    Map<Place, List<Repair>> places,
    List<Repair> words,
    List<Repair> waived) {

  /** Findings of one check that people are told in words; nobody works through more by hand. */
  private static final int MOST = 1_000;

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Repairs

        Proposals, not decisions: read each statement before you run it, and try all of them on a copy
        of the cluster first. An undo brings a right back as the finding saw it, not data.

        ## Order

        Run the fix files from top to bottom, as a role that may; the undo files from bottom to top.
        Each file is one transaction unless it says otherwise: when a statement fails, nothing of the
        file stays.

        """);
    names.forEach(
        (suffix, place) -> {
          int count = places.getOrDefault(place, List.of()).size();
          out.append("- `fix").append(suffix).append("`, `undo").append(suffix).append("`: ");
          out.append(count).append(count == 1 ? " finding, " : " findings, ");
          out.append("run in ").append(place.title()).append("\n");
        });
    out.append(
        """

        Connect to the named database with `psql -X -v ON_ERROR_STOP=1 -f FILE`.
        A file with `alter system` ends with a reload of the configuration; some settings need a restart.

        ## Proof

        On a copy, without changing it: pgevidence fix SNAPSHOT -o DIR --prove TARGET runs each repair
        and its undo in a transaction, judges in between, and rolls back.

        After the repair collect again and compare; the findings must read as resolved, and nothing
        else may have changed:

            pgevidence collect -t TARGET -o after
            pgevidence diff before after

        """);
    section(out, "What people must do", words, true);
    section(out, "Left alone, because a waiver covers it", waived, false);
    return out.toString();
  }

  /** Texts are indented as code: names cannot become markup. */
  private static void section(
      StringBuilder out, String title, List<Repair> repairs, boolean hasFix) {
    if (repairs.isEmpty()) {
      return;
    }
    out.append("## ").append(title).append("\n\n");
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Repair repair : repairs) {
      if (counts.merge(repair.check(), 1, Integer::sum) > MOST) {
        continue;
      }
      out.append("- ").append(repair.id());
      repair.waiver().ifPresent(id -> out.append(", waiver ").append(OneLine.of(id)));
      out.append("\n\n      ").append(OneLine.of(repair.sentence())).append('\n');
      if (hasFix) {
        out.append("      Fix: ").append(OneLine.of(repair.fix().strip())).append('\n');
        out.append("      Undo: ").append(OneLine.of(repair.undo().strip())).append('\n');
      }
      out.append('\n');
    }
    counts.forEach(
        (check, count) -> {
          if (count > MOST) {
            out.append("- ").append(count - MOST).append(" more findings of ").append(check);
            out.append(" are in findings.json.\n\n");
          }
        });
  }
}
