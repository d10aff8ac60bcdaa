package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fix.OneLine;

/**
 * All differences of two sides.
 *
 * @param persisting findings that both sides have
 */
public record Comparison(List<Change> changes, int persisting) {
  private static final int MOST_LINES = 500;

  /** Copies the list. */
  public Comparison {
    changes = List.copyOf(changes);
  }

  /**
   * Facts and their judgement.
   *
   * @param judgement of the form of {@code findings.json}
   */
  public record Side(Facts facts, Map<?, ?> judgement) {}

  /** Compares; the judgements should be by one catalogue, and it is a difference when not. */
  public static Comparison of(Side before, Side after) {
    JudgementDiff judgements = new JudgementDiff(before.judgement(), after.judgement());
    List<Change> changes = new ArrayList<>();
    catalogs(before.judgement(), after.judgement(), changes);
    changes.addAll(judgements.changes());
    LoggedActs acts = new LoggedActs(before.facts(), after.facts());
    changes.addAll(FactDiff.of(before.facts(), after.facts(), Optional.of(acts)));
    changes.addAll(AccessChanges.of(before.facts(), after.facts(), acts));
    return new Comparison(changes, judgements.persisting());
  }

  /** Whether nothing differs. */
  public boolean isEqual() {
    return changes.isEmpty();
  }

  /** In words, one line a difference. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("Findings: ").append(count(Change.Kind.APPEARED)).append(" appeared, ");
    out.append(count(Change.Kind.GONE)).append(" resolved, ");
    out.append(count(Change.Kind.UNKNOWN)).append(" no longer assessed, ");
    out.append(persisting).append(" persist\n");
    if (isEqual()) {
      return out.append("Nothing differs.\n").toString();
    }
    String area = "";
    int printed = 0;
    for (Change change : changes) {
      if (!change.area().equals(area)) {
        area = change.area();
        printed = 0;
        out.append('\n').append(area).append('\n');
      }
      printed++;
      if (printed > MOST_LINES) {
        out.append(printed == MOST_LINES + 1 ? "  … more; --json has all\n" : "");
        continue;
      }
      out.append("  ").append(change.kind().sign()).append(' ');
      out.append(OneLine.of(change.sentence()));
      out.append(area.equals("finding") ? " [" + OneLine.of(change.subject()) + "]\n" : "\n");
    }
    return out.toString();
  }

  /** Ready for {@code Json}. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", 1);
    map.put("equal", isEqual());
    Map<String, @Nullable Object> findings = new LinkedHashMap<>();
    findings.put("appeared", count(Change.Kind.APPEARED));
    findings.put("resolved", count(Change.Kind.GONE));
    findings.put("no_longer_assessed", count(Change.Kind.UNKNOWN));
    findings.put("persisting", persisting);
    map.put("findings", findings);
    map.put("changes", changes.stream().map(Change::toJson).toList());
    return map;
  }

  private long count(Change.Kind kind) {
    return changes.stream()
        .filter(change -> change.area().equals("finding") && change.kind() == kind)
        .count();
  }

  private static void catalogs(Map<?, ?> before, Map<?, ?> after, List<Change> changes) {
    if (before.get("catalog") instanceof Map<?, ?> old
        && after.get("catalog") instanceof Map<?, ?> now
        && !old.equals(now)) {
      changes.add(
          new Change(
              "evidence",
              Change.Kind.CHANGED,
              "catalog",
              "The two sides were judged by different catalogues ("
                  + old.get("version")
                  + " and "
                  + now.get("version")
                  + "): findings may differ for that reason alone."));
    }
  }
}
