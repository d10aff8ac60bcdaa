package org.pgevidence.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.pgevidence.fact.UserFault;

/** Faults of files that a user wrote, gathered so that all of them are reported at once. */
public final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  /** A fault at a place; line from 1, 0 for the whole file. */
  public record Fault(String file, int line, String text) {
    @Override
    public String toString() {
      return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
  }

  /** Notes a fault. */
  public void add(String file, int line, String text) {
    faults.add(new Fault(file, line, text));
  }

  /** All faults, by file and line. */
  public List<Fault> list() {
    return faults.stream()
        .sorted(Comparator.comparing(Fault::file).thenComparingInt(Fault::line))
        .distinct()
        .toList();
  }

  /** Whether none was noted. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Throws all faults as one, exit code 2. */
  public void throwIfAny() {
    if (!isEmpty()) {
      throw UserFault.usage(list().stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
  }

  /** " Did you mean …?" for the nearest of the known words, or nothing when none is near. */
  public static String didYouMean(String met, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(met, word) <= Math.max(1, Math.min(3, met.length() / 3)))
        .min(Comparator.comparingInt((String word) -> distance(met, word)).thenComparing(w -> w))
        .map(word -> " Did you mean \"" + word + "\"?")
        .orElse("");
  }

  /** Edits between two words; a swap of neighbours counts as one. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        least = Math.min(least, edits[i - 1][j - 1] + change);
        boolean isSwap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        edits[i][j] = isSwap ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
