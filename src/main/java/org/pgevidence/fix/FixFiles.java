package org.pgevidence.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.fact.UserFault;

/**
 * The files that repair findings: statements by the database they run in, how to undo them, and a
 * README with what no statement can do. Nothing here touches a server.
 */
public final class FixFiles {
  private final Map<Place, List<Repair>> places = new TreeMap<>(Place.ORDER);
  private final List<Repair> words = new ArrayList<>();
  private final List<Repair> waived = new ArrayList<>();

  private FixFiles(List<Repair> repairs, Set<String> wanted) {
    places.put(Place.CLUSTER, new ArrayList<>());
    for (Repair repair : repairs) {
      if (!wanted.isEmpty() && !wanted.contains(repair.id())) {
        continue;
      }
      if (repair.waiver().isPresent() && wanted.isEmpty()) {
        waived.add(repair);
        continue;
      }
      Optional<Place> place =
          Place.isSql(repair, repair.fix()) ? Place.of(repair) : Optional.empty();
      if (place.isPresent()) {
        places.computeIfAbsent(place.get(), key -> new ArrayList<>()).add(repair);
      } else {
        words.add(repair);
      }
    }
  }

  /** Files by path, for all findings that no waiver covers. */
  public static Map<String, String> of(Assessment assessment) {
    return new FixFiles(Repair.of(assessment), Set.of()).files();
  }

  /** Files for the findings with these ids; UserFault when one does not exist. */
  public static Map<String, String> of(Assessment assessment, List<String> findings) {
    return chosen(Repair.of(assessment), findings);
  }

  /**
   * Files for the findings of a parsed {@code findings.json}, all when no id is given.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static Map<String, String> ofJson(@Nullable Object json, List<String> findings) {
    return chosen(Repair.of(json), findings);
  }

  private static Map<String, String> chosen(List<Repair> repairs, List<String> findings) {
    Set<String> known = repairs.stream().map(Repair::id).collect(Collectors.toSet());
    String unknown =
        findings.stream().filter(id -> !known.contains(id)).collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw UserFault.usage(
          "The repair of "
              + unknown
              + " cannot be written: there is no such finding here. Take the id from assess or findings.json.");
    }
    return new FixFiles(repairs, Set.copyOf(findings)).files();
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, Place> names = new LinkedHashMap<>();
    places.forEach(
        (place, repairs) -> {
          String suffix = (names.isEmpty() ? "" : "-" + (names.size() + 1)) + ".sql";
          names.put(suffix, place);
          files.put("fix" + suffix, Script.fix(place, repairs));
          files.put("undo" + suffix, Script.undo(place, repairs));
        });
    files.put("README.md", new FixReadme(names, places, words, waived).text());
    return files;
  }
}
