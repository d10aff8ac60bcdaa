package org.pgevidence.assess;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Control;
import org.pgevidence.control.Faults;
import org.pgevidence.control.Framework;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.UserFault;

/** Compiles every query of a catalogue and checks what its texts refer to. */
public final class CatalogLint {
  private final Catalog catalog;
  private final Faults faults;

  private CatalogLint(Catalog catalog, Faults faults) {
    this.catalog = catalog;
    this.faults = faults;
  }

  /** Notes all faults of a catalogue that was read. */
  public static void lint(Catalog catalog, Faults faults) {
    CatalogLint lint = new CatalogLint(catalog, faults);
    try (CheckStore store = CheckStore.load(new MemoryFacts(), catalog.views())) {
      for (Check check : catalog.checks()) {
        if (check.test() instanceof Check.Test.Query query) {
          lint.query(store, check, query);
        }
      }
    } catch (UserFault e) {
      faults.add("views", 0, String.valueOf(e.getMessage()));
    }
    lint.unusedChecks();
    lint.requirements();
  }

  private void query(CheckStore store, Check check, Check.Test.Query query) {
    try (var _ = store.parameters(check.parameters())) {
      query.appliesTo().ifPresent(applies -> compile(store, check, applies.sql(), "applies_to"));
      Population population = Population.run(store, query.sql());
      population.fault().ifPresent(fault -> fault(check, fault));
      placeholders(check, query, population.columns());
      store.reads("select subject, pass from (\n" + query.sql() + "\n)");
    } catch (SQLException e) {
      fault(check, "its query does not compile: " + message(e));
    }
  }

  private void compile(CheckStore store, Check check, String sql, String what) {
    try {
      store.reads(sql);
    } catch (SQLException e) {
      fault(check, "\"" + what + "\" does not compile: " + message(e));
    }
  }

  private String message(SQLException e) {
    String text = String.valueOf(e.getMessage()).replaceFirst("^\\[[^]]*\\]\\s*", "");
    List<String> names = new ArrayList<>();
    Schema.standard()
        .tables()
        .forEach(
            table -> {
              names.add(table.name());
              names.addAll(table.columnNames());
            });
    catalog.views().forEach(view -> names.add(view.name()));
    int colon = text.lastIndexOf(": ");
    String met = text.substring(colon + 2).replaceAll("[^\\w].*$", "");
    boolean isName = text.contains("no such table") || text.contains("no such column");
    return text + (isName ? "." + Faults.didYouMean(met, new LinkedHashSet<>(names)) : "");
  }

  private void placeholders(Check check, Check.Test.Query query, List<String> columns) {
    List<String> templates = new ArrayList<>(List.of(query.finding()));
    query.fix().ifPresent(templates::add);
    query.undo().ifPresent(templates::add);
    for (String template : templates) {
      for (String name : Sentence.columns(template)) {
        if (!columns.contains(name)) {
          fault(
              check,
              "\""
                  + template
                  + "\" names {"
                  + name
                  + "}, which its query does not give."
                  + Faults.didYouMean(name, columns));
        }
      }
      Sentence.unknownForms(template)
          .forEach(form -> fault(check, "there is no {…:" + form + "}; use :ident or :literal"));
    }
    if (query.fix().isPresent() != query.undo().isPresent()) {
      fault(check, "\"fix\" and \"undo\" stand together, or neither");
    }
  }

  private void unusedChecks() {
    Set<String> used = new LinkedHashSet<>();
    catalog.controls().forEach(control -> used.addAll(control.checks()));
    for (Check check : catalog.checks()) {
      if (!used.contains(check.id())) {
        fault(check, "no control in mappings/ names it, so it serves no requirement");
      }
    }
  }

  private void requirements() {
    for (Framework framework : catalog.frameworks()) {
      for (Framework.Requirement requirement : framework.requirements()) {
        boolean isServed =
            catalog.controls().stream()
                .flatMap(control -> control.satisfies().stream())
                .anyMatch(
                    edge ->
                        edge.framework().equals(framework.id())
                            && edge.requirement().equals(requirement.id())
                            && edge.strength() == Control.Strength.DIRECT);
        if (requirement.level() == Framework.Level.FULL && !isServed) {
          faults.add(
              "frameworks/" + framework.id() + ".yaml",
              0,
              "requirement "
                  + requirement.id()
                  + " is level full, but no control serves it directly");
        }
      }
    }
  }

  private void fault(Check check, String text) {
    faults.add(check.file(), 1, check.id() + ": " + text);
  }
}
