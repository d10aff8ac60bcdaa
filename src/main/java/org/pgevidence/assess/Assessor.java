package org.pgevidence.assess;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Context;
import org.pgevidence.control.Faults;
import org.pgevidence.control.Framework;
import org.pgevidence.control.Waiver;
import org.pgevidence.fact.Engine;
import org.pgevidence.fact.FactStore;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.LayeredFacts;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.fact.UserFault;

/** Judges a snapshot: derives, runs every check, sums up to controls and requirements. */
public final class Assessor {
  private final Facts facts;
  private final Catalog catalog;
  private final Context context;
  private final Row snapshot;

  /**
   * An assessment and what it was made from, for replay.
   *
   * @param context context tables, waivers as they stood at collection
   * @param facts derived rows, context and snapshot as one
   */
  public record Assessed(
      Assessment assessment, MemoryFacts derived, MemoryFacts context, Facts facts) {}

  private Assessor(Facts facts, Catalog catalog, Context context) {
    this.facts = facts;
    this.catalog = catalog;
    this.context = context;
    this.snapshot =
        facts
            .single("snapshot")
            .orElseThrow(
                () -> UserFault.usage("The snapshot has no row of itself. Collect again."));
    checkContext();
  }

  /** Judges a snapshot with the engines of this version. */
  public static Assessed assess(Snapshot snapshot, Catalog catalog, Context context) {
    return assess(snapshot, snapshot.digest(), catalog, context, Engines.standard());
  }

  /** Judges facts; throws a UserFault where the context names a check or framework unknown. */
  public static Assessed assess(
      Facts facts, String digest, Catalog catalog, Context context, List<Engine> engines) {
    return new Assessor(facts, catalog, context).run(digest, engines);
  }

  /** Judges facts with rows that were derived before, as stored in a pack. */
  public static Assessed reassess(
      Facts facts, String digest, Catalog catalog, Context context, MemoryFacts derived) {
    Assessor assessor = new Assessor(facts, catalog, context);
    MemoryFacts declared = context.tablesAt(assessor.snapshot.text("collected_at"));
    try (FactStore store = FactStore.open()) {
      return assessor.judge(digest, declared, derived, store);
    }
  }

  /** Rows that the engines of this version derive, and gaps for those that they cannot. */
  public static MemoryFacts derive(Facts facts, Context context) {
    String at = facts.single("snapshot").map(row -> row.text("collected_at")).orElse("");
    return Derivation.derive(LayeredFacts.of(context.tablesAt(at), facts), Engines.standard());
  }

  private Assessed run(String digest, List<Engine> engines) {
    MemoryFacts declared = context.tablesAt(snapshot.text("collected_at"));
    LayeredFacts read = LayeredFacts.of(declared, facts);
    try (FactStore store = FactStore.open();
        Meanwhile meanwhile = new Meanwhile()) {
      // What needs no engine is loaded while they derive.
      meanwhile.start(() -> load(store, read));
      MemoryFacts derived = Derivation.derive(read, engines);
      meanwhile.finish();
      return judge(digest, declared, derived, store);
    }
  }

  private static FactStore load(FactStore store, Facts read) {
    store.load(read, EnumSet.complementOf(EnumSet.of(TableSchema.Kind.DERIVED)));
    return store;
  }

  private Assessed judge(
      String digest, MemoryFacts declared, MemoryFacts derived, FactStore store) {
    LayeredFacts all = LayeredFacts.of(derived, declared, facts);
    List<Gap> gaps = all.gaps();
    String system = snapshot.text("system");
    String at = snapshot.text("collected_at");
    List<CheckResult> results;
    try (CheckStore loaded = CheckStore.load(store, all, catalog.views())) {
      results =
          CheckRuns.of(loaded, catalog, context.parameters(), gaps).stream()
              .map(result -> Waivers.beside(result, context.waivers(), system, at))
              .toList();
    }
    List<Framework> frameworks =
        catalog.frameworks().stream()
            .filter(
                framework ->
                    context.frameworks().isEmpty() || context.frameworks().contains(framework.id()))
            .toList();
    Verdicts verdicts = new Verdicts(catalog, results, declared, at);
    Assessment assessment =
        new Assessment(
            ToolVersion.current(),
            system,
            at,
            server(),
            digest,
            catalog,
            results,
            verdicts.controls(),
            verdicts.requirements(frameworks),
            gaps,
            Waivers.uses(context.waivers(), results, system, at));
    return new Assessed(assessment, derived, declared, all);
  }

  private Assessment.Server server() {
    Optional<Row> row = facts.single("server");
    return row.map(
            server ->
                new Assessment.Server(
                    server.text("system_identifier"),
                    server.text("version"),
                    server.flag("in_recovery")))
        .orElseGet(() -> new Assessment.Server("", "", false));
  }

  /** What the user's context names must exist in the catalogue. */
  private void checkContext() {
    Faults faults = new Faults();
    Map<String, Check> checks =
        catalog.checks().stream().collect(Collectors.toMap(Check::id, check -> check));
    context
        .parameters()
        .forEach(
            (id, values) -> {
              Check check = checks.get(id);
              if (check == null) {
                faults.add("parameters", 0, unknown("check", id, checks.keySet()));
              } else {
                values.keySet().stream()
                    .filter(name -> !check.parameters().containsKey(name))
                    .forEach(
                        name ->
                            faults.add(
                                "parameters",
                                0,
                                unknown(id + " parameter", name, check.parameters().keySet())));
              }
            });
    for (Waiver waiver : context.waivers()) {
      if (!checks.containsKey(waiver.check())) {
        faults.add(
            "waivers.yaml",
            0,
            "waiver " + waiver.id() + ": " + unknown("check", waiver.check(), checks.keySet()));
      }
    }
    if (context.tables().isProvided("finding_response")) {
      context
          .tables()
          .forEach(
              "finding_response",
              row -> {
                if (!checks.containsKey(row.text("check_id"))) {
                  faults.add(
                      "responses.yaml",
                      0,
                      "the response to \""
                          + row.text("subject")
                          + "\": "
                          + unknown("check", row.text("check_id"), checks.keySet()));
                }
              });
    }
    Set<String> known =
        catalog.frameworks().stream().map(Framework::id).collect(Collectors.toSet());
    context.frameworks().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> faults.add("frameworks", 0, unknown("framework", id, known)));
    faults.throwIfAny();
  }

  private static String unknown(String what, String id, Set<String> known) {
    return "there is no " + what + " \"" + id + "\"." + Faults.didYouMean(id, known);
  }
}
