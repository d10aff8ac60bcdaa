package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.AuthToken;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;

/**
 * The rules and what else of the snapshot decides which one a connection meets. Raw files are
 * preferred, since the view drops quotes; where the view names an error of a line, that is the
 * server's word and wins.
 *
 * @param table hba_line or hba_rule
 * @param isQuotingKnown false for the view
 * @param isTlsOn setting ssl; empty when unknown
 */
record HbaFacts(
    String table,
    boolean isQuotingKnown,
    List<Rule> rules,
    Principals principals,
    int major,
    Optional<Boolean> isTlsOn,
    boolean hasUserNamespace) {

  /** Rules and surroundings; empty when neither the files nor the view were readable. */
  static Optional<HbaFacts> of(Facts facts) {
    boolean isRaw = facts.isProvided("hba_line");
    if (!isRaw && !facts.isProvided("hba_rule")) {
      return Optional.empty();
    }
    int major = facts.single("server").map(row -> (int) row.number("major")).orElse(18);
    Map<String, @Nullable String> settings = new HashMap<>();
    facts.forEach(
        "setting",
        row -> {
          String name = row.text("name");
          if (name.equals("ssl") || name.equals("db_user_namespace")) {
            settings.put(name, row.textOrNull("value"));
          }
        });
    String ssl = settings.get("ssl");
    return Optional.of(
        new HbaFacts(
            isRaw ? "hba_line" : "hba_rule",
            isRaw,
            isRaw ? rawRules(facts) : rules(facts.rows("hba_rule"), Map.of()),
            new Principals(facts),
            major,
            ssl == null ? Optional.empty() : Optional.of(ssl.equals("on")),
            "on".equals(settings.get("db_user_namespace"))));
  }

  /** Why the server does not load the file; empty when it does. */
  Optional<String> fault() {
    if (rules.isEmpty()) {
      return Optional.of("the file holds no rule, which the server takes for a fault");
    }
    return rules.stream()
        .filter(Rule::isFaulty)
        .findFirst()
        .map(
            rule ->
                rule.subject()
                    + " does not load ("
                    + Optional.ofNullable(rule.error()).orElse("the view gives no reason")
                    + ")");
  }

  /** Rules that the server loads and that can match. */
  List<Rule> live() {
    return rules.stream().filter(rule -> !rule.isFaulty() && !rule.isInert()).toList();
  }

  private static List<Rule> rawRules(Facts facts) {
    Map<String, String> viewErrors = new HashMap<>();
    facts.forEach(
        "hba_rule",
        row -> {
          String error = row.textOrNull("error");
          if (error != null) {
            viewErrors.put(row.text("file") + ":" + row.number("line"), error);
          }
        });
    return rules(facts.rows("hba_line"), viewErrors);
  }

  private static List<Rule> rules(List<Row> rows, Map<String, String> viewErrors) {
    List<Rule> rules = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Row row : rows) {
      String place = row.text("file") + ":" + row.number("line");
      int times = seen.merge(place, 1, Integer::sum);
      rules.add(rule(row, times == 1 ? place : place + "#" + times, viewErrors.get(place)));
    }
    return List.copyOf(rules);
  }

  private static Rule rule(Row row, String subject, @Nullable String viewError) {
    boolean isRaw = row.table().name().equals("hba_line");
    String error = viewError != null ? viewError : row.textOrNull("error");
    boolean isLoaded = error == null || error.contains("record cannot match because");
    String address = row.textOrNull("address");
    Optional<String> netmask = Optional.ofNullable(row.textOrNull("netmask"));
    return new Rule(
        (int) row.number("number"),
        subject,
        row.text("file"),
        (int) row.number("line"),
        isLoaded ? row.textOrNull("type") : null,
        tokens(row.text("databases")),
        tokens(row.text("users")),
        Optional.ofNullable(address)
            .map(text -> new AuthToken(text, isRaw && row.flag("is_address_quoted"))),
        netmask,
        address == null ? Optional.empty() : AddressRange.of(address, netmask),
        isLoaded ? row.textOrNull("method") : null,
        options(row.text("options")),
        error);
  }

  private static List<AuthToken> tokens(String json) {
    List<AuthToken> tokens = new ArrayList<>();
    if (Json.parse(json) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          tokens.add(
              new AuthToken(
                  String.valueOf(map.get("text")), Long.valueOf(1).equals(map.get("quoted"))));
        } else {
          tokens.add(new AuthToken(String.valueOf(item), false));
        }
      }
    }
    return tokens;
  }

  private static Map<String, @Nullable String> options(String json) {
    Map<String, @Nullable String> options = new LinkedHashMap<>();
    if (Json.parse(json) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> options.put((String) name, (String) value));
    }
    return options;
  }
}
