package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.UserFault;
import org.pgevidence.redact.Disclosure;
import org.pgevidence.redact.Kind;
import org.pgevidence.redact.NameScanner;

/**
 * Looks for hidden names in what else a copy holds: definitions, findings, machine formats,
 * repairs. A name that is also a word of the shipped catalogue cannot be told from it and is not
 * looked for.
 */
final class Residue {
  private static final int SHORTEST = 4;

  private Residue() {}

  /** Throws UserFault (2) that names each file with a hidden name in it. */
  static void require(PackFolder folder, Collection<Disclosure> disclosures) throws IOException {
    String ordinary =
        CatalogReader.read(Optional.empty()).files().stream()
            .map(Catalog.SourceFile::text)
            .collect(Collectors.joining("\n"));
    Map<String, String> names = new HashMap<>();
    for (Disclosure one : disclosures) {
      boolean isName =
          one.kind() == Kind.ROLE || one.kind() == Kind.PERSON || one.kind() == Kind.HOST;
      if (isName && one.value().length() >= SHORTEST) {
        names.put(one.value(), one.pseudonym());
      }
    }
    names.keySet().removeAll(new NameScanner(names).found(ordinary));
    NameScanner scanner = new NameScanner(names);
    TreeSet<String> found = new TreeSet<>();
    for (String path : PackFolder.list(folder.work())) {
      boolean isFact =
          path.startsWith("facts/")
              || path.startsWith("derived/")
              || path.equals(Layout.REPLAY)
              || path.equals(Layout.REPLAY + ".gz");
      if (!isFact) {
        try (var in = StoredText.open(folder.work().resolve(path))) {
          if (!scanner.found(new InputStreamReader(in, StandardCharsets.UTF_8)).isEmpty()) {
            found.add(path);
          }
        }
      }
    }
    if (!found.isEmpty()) {
      throw UserFault.usage(
          "No redacted copy was made, since hidden names would remain in "
              + String.join(", ", found)
              + ". A catalogue of your own may name roles; move them to the profile's parameters.");
    }
  }
}
