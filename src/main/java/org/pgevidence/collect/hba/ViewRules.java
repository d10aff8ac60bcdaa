package org.pgevidence.collect.hba;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/** Columns of {@code hba_rule} that a row of pg_hba_file_rules does not hold as it is. */
public final class ViewRules {
  private ViewRules() {}

  /** JSON object of the view's options (name=value each), values of secrets and unknowns null. */
  public static String options(List<String> options) {
    TreeMap<String, String> all = new TreeMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      all.put(
          equals < 0 ? option : option.substring(0, equals),
          equals < 0 ? "" : option.substring(equals + 1));
    }
    return Json.compact(new TreeMap<>(OptionNames.withoutSecrets(all)));
  }

  /** first_address of a rule; null for names, key words, masks with holes and local rules. */
  public static @Nullable String firstAddress(@Nullable String address, @Nullable String netmask) {
    return network(address, netmask).map(range -> range.first().hex()).orElse(null);
  }

  /** last_address, likewise. */
  public static @Nullable String lastAddress(@Nullable String address, @Nullable String netmask) {
    return network(address, netmask).map(range -> range.last().hex()).orElse(null);
  }

  private static Optional<AddressRange> network(
      @Nullable String address, @Nullable String netmask) {
    return Optional.ofNullable(address)
        .flatMap(text -> AddressRange.of(text, Optional.ofNullable(netmask)))
        .filter(range -> range.prefixLength().isPresent());
  }
}
