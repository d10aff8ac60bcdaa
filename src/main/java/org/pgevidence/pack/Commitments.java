package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Json;
import org.pgevidence.redact.Disclosure;

/** The commitments of a redacted copy: one JSON array a line, the names of the columns first. */
final class Commitments {
  static final String FILE = "redaction/commitments.jsonl";

  private static final List<String> COLUMNS = List.of("pseudonym", "kind", "sha256");

  private Commitments() {}

  /** Sorted by pseudonym, which tells nothing of the values. */
  static String text(Collection<Disclosure> disclosures) {
    Map<String, String> lines = new TreeMap<>();
    for (Disclosure one : disclosures) {
      lines.put(
          one.pseudonym(),
          Json.compact(List.of(one.pseudonym(), one.kind().word(), one.commitment())));
    }
    StringBuilder text = new StringBuilder(Json.compact(COLUMNS)).append('\n');
    lines.values().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Pseudonym → "kind sha256"; IllegalArgumentException when the file has another form. */
  static Map<String, String> read(Path pack) throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<String> lines = Files.readAllLines(pack.resolve(FILE));
    for (String line : lines.subList(1, lines.size())) {
      if (!(Json.parse(line) instanceof List<?> row)
          || row.size() != COLUMNS.size()
          || !String.valueOf(row.get(2)).matches("[0-9a-f]{64}")
          || found.put(String.valueOf(row.get(0)), row.get(1) + " " + row.get(2)) != null) {
        throw new IllegalArgumentException(FILE + " has a row that is no commitment: " + line);
      }
    }
    return found;
  }

  /** Whether a disclosure opens one of the commitments. */
  static boolean opens(Map<String, String> commitments, Disclosure disclosure) {
    return (disclosure.kind().word() + " " + disclosure.commitment())
        .equals(commitments.get(disclosure.pseudonym()));
  }
}
