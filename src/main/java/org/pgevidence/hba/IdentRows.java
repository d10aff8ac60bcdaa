package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgevidence.collect.hba.AuthToken;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/**
 * Fills {@code ident_verdict}. Whether a pattern with \1 yields a superuser is asked of the names
 * themselves: a system user spelled like the superuser, alone or with a suffix that the pattern
 * wants, would be enough, so an open entry is judged by its reach, not by who exists outside.
 */
final class IdentRows {
  private final Facts facts;
  private final Principals principals;
  private final int major;
  private final Steps steps;

  IdentRows(Facts facts, Steps steps) {
    this.facts = facts;
    this.principals = new Principals(facts);
    this.major = facts.single("server").map(row -> (int) row.number("major")).orElse(18);
    this.steps = steps;
  }

  void fill(MemoryFacts out, Optional<HbaFacts> hba) {
    boolean isRaw = facts.isProvided("ident_line");
    if (!isRaw && !facts.isProvided("ident_rule")) {
      return;
    }
    String table = isRaw ? "ident_line" : "ident_rule";
    out.provide("ident_verdict");
    Optional<Set<String>> used =
        hba.map(
            rules ->
                rules.rules().stream()
                    .filter(rule -> !rule.isFaulty() && rule.options().get("map") != null)
                    .map(rule -> String.valueOf(rule.options().get("map")))
                    .collect(Collectors.toSet()));
    facts.forEach(
        table,
        row -> {
          add(row, table, isRaw, used, out);
          String key = Long.toString(row.number("number"));
          steps.add("ident_verdict", key, table, row.number("number"), "the entry");
        });
  }

  private void add(
      Row row, String table, boolean isRaw, Optional<Set<String>> used, MemoryFacts out) {
    String map = row.textOrNull("map");
    String system = row.textOrNull("system_user");
    String database = row.textOrNull("database_user");
    String error = row.textOrNull("error");
    boolean isLoaded = error == null && system != null && database != null;
    String caller = isLoaded && system != null ? system : "";
    boolean isRegex = caller.startsWith("/");
    AuthToken target =
        new AuthToken(
            database == null ? "" : database, isRaw && row.flag("is_database_user_quoted"));
    boolean takesCaller = isRegex && target.text().contains("\\1");
    boolean isGroupOrAll =
        major >= 16 && (target.isKeyword("all") || target.isMembership() || target.isRegex(major));
    Optional<List<String>> superusers =
        isLoaded ? superusers(target, takesCaller) : Optional.of(List.of());
    out.add(
        "ident_verdict",
        row.number("number"),
        table,
        row.text("file") + ":" + row.number("line"),
        map,
        system,
        database,
        error,
        used.map(maps -> maps.contains(String.valueOf(map)) ? 1 : 0).orElse(null),
        isRegex,
        !isRegex || (caller.startsWith("/^") && caller.endsWith("$") && !caller.endsWith("\\$")),
        takesCaller || isGroupOrAll,
        Json.compact(superusers.orElse(List.of())),
        superusers.isEmpty() ? null : !superusers.get().isEmpty(),
        superusers.isEmpty() ? "roles or memberships were not collected" : null);
  }

  /** Superuser logins that the entry may yield; empty when facts are missing. */
  private Optional<List<String>> superusers(AuthToken target, boolean takesCaller) {
    if (!principals.areRolesKnown()) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    for (Principals.Role role : principals.roles()) {
      if (!role.isSuperuser() || !role.canLogin()) {
        continue;
      }
      Truth truth = yields(target, takesCaller, role.name());
      if (truth == Truth.MAYBE) {
        return Optional.empty();
      }
      if (truth == Truth.YES) {
        found.add(role.name());
      }
    }
    return Optional.of(found);
  }

  private Truth yields(AuthToken target, boolean takesCaller, String role) {
    if (major >= 16 && target.isKeyword("all")) {
      return Truth.YES;
    }
    if (major >= 16 && target.isMembership()) {
      return principals.areMembershipsKnown()
          ? Truth.of(principals.membersOf(target.text().substring(1)).contains(role))
          : Truth.MAYBE;
    }
    if (target.isRegex(major)) {
      var pattern = org.pgevidence.collect.hba.ServerRegex.of(target.text().substring(1));
      return pattern.isUnderstood() ? Truth.of(pattern.matches(role)) : Truth.MAYBE;
    }
    if (takesCaller) {
      int at = target.text().indexOf("\\1");
      return Truth.of(
          role.startsWith(target.text().substring(0, at))
              && role.endsWith(target.text().substring(at + 2)));
    }
    return Truth.of(target.text().equals(role));
  }
}
