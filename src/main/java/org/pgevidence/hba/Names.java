package org.pgevidence.hba;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Sets of names in words: all, all but a few, or a few. A role named all stands in quotes. */
final class Names {
  private static final int FEW = 20;

  private Names() {}

  /** Words for the {@code chosen} among {@code all}. */
  static String words(BitSet chosen, BitSet all, List<String> names) {
    if (chosen.equals(all)) {
      return "all";
    }
    BitSet rest = (BitSet) all.clone();
    rest.andNot(chosen);
    return rest.cardinality() <= FEW && rest.cardinality() < chosen.cardinality()
        ? "all but " + list(rest, names)
        : list(chosen, names);
  }

  /** The name, in double quotes where it could be read as something else. */
  static String quoted(String name) {
    boolean isPlain = name.matches("[a-z_][a-z0-9_$]*") && !name.equals("all");
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String list(BitSet chosen, List<String> names) {
    String listed =
        chosen.stream()
            .mapToObj(names::get)
            .sorted()
            .map(Names::quoted)
            .limit(FEW)
            .collect(Collectors.joining(", "));
    int more = chosen.cardinality() - FEW;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }
}
