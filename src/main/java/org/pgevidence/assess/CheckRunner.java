package org.pgevidence.assess;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Severity;
import org.pgevidence.control.SqlText;
import org.pgevidence.fact.Gap;

/** Judges one check at a time in a store. */
final class CheckRunner {
  private static final Set<String> NO_EVIDENCE =
      Set.of("subject", "pass", "severity", "undecided", "fix", "undo");
  private static final Set<String> RAISING = Set.of("art9", "art10", "pan", "credential");

  private final CheckStore store;
  private final List<Gap> gaps;
  private final List<Catalog.View> views;
  private final Sentence sentence;

  /** Of queries and views, by their SQL. */
  private final Map<String, SqlText> texts = new HashMap<>();

  CheckRunner(CheckStore store, List<Gap> gaps, List<Catalog.View> views) {
    this.store = store;
    this.gaps = gaps;
    this.views = views;
    this.sentence = new Sentence(Keywords.of(store));
  }

  /** Result of a check; parameters replace those of the check where named. */
  CheckResult run(Check check, Map<String, List<String>> parameters) {
    return switch (check.test()) {
      case Check.Test.Attestation ask -> without(check, Verdict.MANUAL, ask.ask());
      case Check.Test.Query query -> {
        Map<String, List<String>> values = new LinkedHashMap<>(check.parameters());
        parameters.forEach((name, list) -> values.computeIfPresent(name, (key, old) -> list));
        try (var _ = store.parameters(values)) {
          yield judge(check, query);
        } catch (SQLException e) {
          yield without(
              check, Verdict.NOT_ASSESSED, "its query could not be run: " + e.getMessage());
        }
      }
    };
  }

  private static CheckResult without(Check check, Verdict verdict, String reason) {
    return new CheckResult(
        check, verdict, Optional.of(reason), 0, 0, List.of(), List.of(), List.of(), List.of());
  }

  private CheckResult judge(Check check, Check.Test.Query query) throws SQLException {
    if (query.appliesTo().isPresent()) {
      Check.Applicability applies = query.appliesTo().get();
      Optional<String> missing = missing(store.reads(applies.sql()), query);
      if (missing.isPresent()) {
        return without(check, Verdict.NOT_ASSESSED, missing.get());
      }
      if (!applies(applies.sql())) {
        return without(check, Verdict.NOT_APPLICABLE, applies.reason());
      }
    }
    Reads needed = store.reads("select subject, pass from (\n" + query.sql() + "\n)");
    Optional<String> missing = missing(needed, query);
    if (missing.isPresent()) {
      return without(check, Verdict.NOT_ASSESSED, missing.get());
    }
    Population population = Population.run(store, query.sql());
    if (population.fault().isPresent()) {
      return without(
          check,
          Verdict.NOT_ASSESSED,
          population.fault().get() + "; mend the check " + check.file());
    }
    markMissing(population);
    return verdict(
        check, query, population, new GapRule(store, gaps).on(needed, literals(query), population));
  }

  private Optional<String> missing(Reads reads, Check.Test.Query query) {
    return reads.tables().stream()
        .filter(table -> !store.isProvided(table) && !query.refinedBy().contains(table))
        .map(table -> GapRule.missing(table, gaps))
        .findFirst();
  }

  private boolean applies(String sql) throws SQLException {
    try (var _ = Population.limit(store);
        var statement = store.connection().createStatement();
        var result = statement.executeQuery(sql)) {
      return result.next() && result.getLong(1) != 0;
    }
  }

  /** String literals of the query and of the views it uses. */
  private Set<String> literals(Check.Test.Query query) {
    Set<String> literals = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(query.sql()));
    while (!open.isEmpty()) {
      SqlText text = texts.computeIfAbsent(open.removeLast(), SqlText::of);
      literals.addAll(text.literals());
      for (Catalog.View view : views) {
        if (text.uses(view.name()) && seen.add(view.name())) {
          open.add(view.sql());
        }
      }
    }
    return literals;
  }

  private void markMissing(Population population) {
    for (int i = 0; i < population.columns().size(); i++) {
      String origin = population.origins().get(i);
      boolean isKey = population.columns().get(i).matches("subject|pass");
      if (!isKey
          && org.pgevidence.fact.Schema.standard().find(origin).isPresent()
          && !store.isProvided(origin)) {
        for (List<@Nullable Object> row : population.rows()) {
          if (row.get(i) == null) {
            row.set(i, Population.NOT_PROVIDED);
          }
        }
      }
    }
  }

  private CheckResult verdict(
      Check check, Check.Test.Query query, Population population, GapRule.Effect gapped) {
    int subject = population.at("subject");
    int pass = population.at("pass");
    int undecidedWhy = population.at("undecided");
    List<CheckResult.Undecided> undecided = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    RowMap.Form whole = RowMap.Form.without(population.columns(), Set.of());
    RowMap.Form evidence = RowMap.Form.without(population.columns(), NO_EVIDENCE);
    int passed = 0;
    for (int i = 0; i < population.rows().size(); i++) {
      List<@Nullable Object> row = population.rows().get(i);
      String name = String.valueOf(row.get(subject));
      Object value = row.get(pass);
      String hidden = gapped.rowReasons().get(i);
      if (Long.valueOf(0).equals(value)) {
        findings.add(finding(check, query, whole.of(row), evidence.of(row)));
      } else if (value == null || hidden != null) {
        row.set(pass, null);
        Object why = undecidedWhy < 0 ? null : row.get(undecidedWhy);
        undecided.add(
            new CheckResult.Undecided(
                name,
                hidden != null
                    ? hidden
                    : why != null ? why.toString() : "its facts do not decide it"));
      } else {
        passed++;
      }
    }
    undecided.addAll(gapped.unseen());
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : !undecided.isEmpty()
                ? Verdict.NOT_ASSESSED
                : passed > 0 ? Verdict.PASS : Verdict.valueOf(query.empty().meaning().name());
    return new CheckResult(
        check,
        verdict,
        reason(verdict, query, undecided, passed),
        population.rows().size(),
        passed,
        undecided,
        findings,
        population.columns(),
        population.rows());
  }

  private static Optional<String> reason(
      Verdict verdict, Check.Test.Query query, List<CheckResult.Undecided> undecided, int passed) {
    if (verdict == Verdict.FAIL || (passed > 0 && undecided.isEmpty())) {
      return Optional.empty();
    }
    if (undecided.isEmpty()) {
      return Optional.of(query.empty().reason());
    }
    CheckResult.Undecided first = undecided.getFirst();
    String more = undecided.size() > 1 ? " (and " + (undecided.size() - 1) + " more)" : "";
    return Optional.of("undecided: " + first.subject() + more + ": " + first.reason());
  }

  private Finding finding(
      Check check,
      Check.Test.Query query,
      Map<String, @Nullable Object> values,
      Map<String, @Nullable Object> evidence) {
    String subject = String.valueOf(values.get("subject"));
    Severity base = base(check, values.get("severity"));
    return new Finding(
        Finding.id(check.id(), subject),
        check.id(),
        subject,
        sentence.fill(query.finding(), values),
        base,
        moved(base, values.get("category")),
        evidence,
        Optional.empty(),
        query.fix().map(fix -> sentence.fill(fix, values)).orElse(""),
        query.undo().map(undo -> sentence.fill(undo, values)).orElse(""));
  }

  private static Severity base(Check check, @Nullable Object word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    return check.severity();
  }

  private static Severity moved(Severity base, @Nullable Object category) {
    if (RAISING.contains(String.valueOf(category).toLowerCase(Locale.ROOT))) {
      return base.higher();
    }
    return "none".equals(category) ? base.lower() : base;
  }
}
