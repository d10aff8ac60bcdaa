package org.pgevidence.redact;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds known names inside a text, raw or quoted as SQL identifiers, and puts their pseudonyms in
 * their place. A name must stand alone there; one of four letters or more may be part of a name
 * joined by underscores (anna_drafts).
 */
public final class NameScanner {
  private static final int MOST_CACHED = 200_000;
  private static final int WINDOW = 1 << 20;

  private final Map<String, List<Candidate>> byHead = new HashMap<>();
  private final Map<String, String> cache = new HashMap<>();

  private record Candidate(String name, String text, String pseudonym, boolean mayBePart) {
    int length() {
      return text.length();
    }
  }

  /** A scanner for names, each with its pseudonym. */
  public NameScanner(Map<String, String> pseudonyms) {
    pseudonyms.forEach(
        (name, pseudonym) -> {
          String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
          add(new Candidate(name, quoted, pseudonym, true));
          boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
          if (name.length() > 1 && !isNumber) {
            add(new Candidate(name, name, pseudonym, name.length() > 3));
          }
        });
    byHead
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt((Candidate c) -> -c.text().length())));
  }

  private void add(Candidate candidate) {
    byHead
        .computeIfAbsent(candidate.text().substring(0, 2), head -> new ArrayList<>())
        .add(candidate);
  }

  /** The text with pseudonyms. */
  public String scan(String text) {
    if (byHead.isEmpty() || text.length() < 2) {
      return text;
    }
    String known = cache.get(text);
    if (known == null) {
      known = scanned(text);
      if (cache.size() < MOST_CACHED) {
        cache.put(text, known);
      }
    }
    return known;
  }

  /** Names that stand in a text. */
  public Set<String> found(String text) {
    Set<String> found = new HashSet<>();
    find(text, 0, text.length(), found);
    return found;
  }

  /** Names that stand in a text of any length, read in windows that overlap by a name. */
  public Set<String> found(Reader text) throws IOException {
    int overlap =
        byHead.values().stream().flatMap(List::stream).mapToInt(Candidate::length).max().orElse(0)
            + 2;
    Set<String> found = new HashSet<>();
    char[] window = new char[overlap + WINDOW];
    int start = 0;
    int length = 0;
    for (int read = text.read(window, 0, window.length);
        read >= 0;
        read = text.read(window, length, window.length - length)) {
      length += read;
      if (length == window.length) {
        // What comes next decides whether a name at the end stands alone.
        find(new String(window), start, length - overlap + 1, found);
        System.arraycopy(window, length - overlap, window, 0, overlap);
        start = 1;
        length = overlap;
      }
    }
    find(new String(window, 0, length), start, length, found);
    return found;
  }

  private void find(String text, int from, int to, Set<String> found) {
    for (int at = from; at < to && at + 2 <= text.length(); at++) {
      Candidate candidate = at(text, at);
      if (candidate != null) {
        found.add(candidate.name());
      }
    }
  }

  private String scanned(String text) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int at = 0; at + 2 <= text.length(); ) {
      Candidate found = at(text, at);
      if (found == null) {
        at++;
      } else {
        out.append(text, copied, at).append(found.pseudonym());
        at += found.text().length();
        copied = at;
      }
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  private @Nullable Candidate at(String text, int at) {
    for (Candidate candidate : byHead.getOrDefault(text.substring(at, at + 2), List.of())) {
      if (text.startsWith(candidate.text(), at) && standsAlone(text, at, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean standsAlone(String text, int at, Candidate candidate) {
    int end = at + candidate.text().length();
    return !joins(text, at - 1, at, candidate) && !joins(text, end, end - 1, candidate);
  }

  /** Whether the character outside belongs to the same word as the one inside. */
  private static boolean joins(String text, int outside, int inside, Candidate candidate) {
    if (outside < 0 || outside >= text.length() || !isWord(text.charAt(inside))) {
      return false;
    }
    char c = text.charAt(outside);
    boolean isJoint = c == '_' || c == '$';
    return isJoint ? !candidate.mayBePart() : isWord(c);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
