package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.assess.CatalogLint;
import org.pgevidence.assess.ExampleRunner;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.CatalogSource;
import org.pgevidence.control.Check;
import org.pgevidence.control.Faults;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, lints and tests the catalogue of checks. */
@Command(
    name = "controls",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, lints and tests checks, controls and frameworks.",
    footer = {
      "",
      "Examples:",
      "  pgevidence controls list",
      "  pgevidence controls show ROLE-001",
      "  pgevidence controls lint --controls my-controls",
      "  pgevidence controls test --controls my-controls ROLE-001"
    })
final class ControlsCommand {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static Map<String, Object> line(Check check) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", check.id());
    line.put("family", check.family());
    line.put("severity", check.severity().word());
    line.put("title", check.title());
    return line;
  }

  private static Optional<Path> folder(@org.jspecify.annotations.Nullable Path folder) {
    return Optional.ofNullable(folder);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "One line per check: id, severity, title.",
      footer = {"", "Examples:", "  pgevidence controls list", "  pgevidence controls list --json"})
  int list(
      @Option(
              names = "--controls",
              paramLabel = "DIR",
              description = "Catalogue; default: the shipped one.")
          Path controls,
      @Option(names = "--json", description = "Print JSON.") boolean isJson) {
    Catalog catalog = CatalogReader.read(folder(controls));
    if (isJson) {
      out().println(Json.pretty(catalog.checks().stream().map(ControlsCommand::line).toList()));
      return 0;
    }
    for (Check check : catalog.checks()) {
      out()
          .printf(
              Locale.ROOT, "%-10s %-9s %s%n", check.id(), check.severity().word(), check.title());
    }
    out()
        .printf(
            Locale.ROOT,
            "%d checks, %d controls, %d frameworks; catalogue %s, sha256:%s%n",
            catalog.checks().size(),
            catalog.controls().size(),
            catalog.frameworks().size(),
            catalog.version(),
            catalog.digest());
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints the file of a check and the controls that name it.",
      footer = {"", "Example:", "  pgevidence controls show ROLE-001"})
  int show(
      @Option(
              names = "--controls",
              paramLabel = "DIR",
              description = "Catalogue; default: the shipped one.")
          Path controls,
      @Parameters(paramLabel = "CHECK", description = "Id of a check, e.g. ROLE-001.") String id) {
    Catalog catalog = CatalogReader.read(folder(controls));
    Check check = find(catalog, id);
    catalog.files().stream()
        .filter(file -> file.path().equals(check.file()))
        .forEach(file -> out().println("# " + file.path() + "\n" + file.text().strip()));
    catalog.controls().stream()
        .filter(control -> control.checks().contains(check.id()))
        .forEach(
            control -> {
              out().println("\n# " + control.id() + ": " + control.title());
              control
                  .satisfies()
                  .forEach(
                      edge ->
                          out()
                              .println(
                                  "#   "
                                      + edge.framework()
                                      + " "
                                      + edge.requirement()
                                      + " ("
                                      + edge.strength().name().toLowerCase(Locale.ROOT)
                                      + "): "
                                      + edge.rationale()));
            });
    return 0;
  }

  static Check find(Catalog catalog, String id) {
    List<String> ids = catalog.checks().stream().map(Check::id).toList();
    return catalog.checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                UserFault.usage(
                    "There is no check \""
                        + id
                        + "\" in the catalogue."
                        + Faults.didYouMean(id, ids)
                        + " pgevidence controls list names all."));
  }

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description = "Names every fault of the catalogue with file and line. Exit code 2 on faults.",
      footer = {"", "Example:", "  pgevidence controls lint --controls my-controls"})
  int lint(
      @Option(
              names = "--controls",
              paramLabel = "DIR",
              description = "Catalogue; default: the shipped one.")
          Path controls) {
    Faults faults = new Faults();
    Catalog catalog = read(controls, faults);
    faults.throwIfAny();
    out().println(catalog.checks().size() + " checks, no fault");
    return 0;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description =
          "Lints the catalogue and runs the examples of its checks. Exit code 2 on faults.",
      footer = {
        "",
        "Examples:",
        "  pgevidence controls test",
        "  pgevidence controls test --controls my-controls ROLE-001"
      })
  int test(
      @Option(
              names = "--controls",
              paramLabel = "DIR",
              description = "Catalogue; default: the shipped one.")
          Path controls,
      @Parameters(paramLabel = "CHECK", arity = "0..*", description = "Ids; default: all.")
          List<String> ids) {
    Faults faults = new Faults();
    Catalog catalog = read(controls, faults);
    List<Check> checks = new ArrayList<>();
    if (ids == null || ids.isEmpty()) {
      checks.addAll(catalog.checks());
    } else {
      ids.forEach(id -> checks.add(find(catalog, id)));
    }
    List<String> wrong = new ArrayList<>();
    faults.list().forEach(fault -> wrong.add(fault.toString()));
    ExampleRunner runner = new ExampleRunner(catalog);
    int examples = 0;
    for (Check check : checks) {
      if (check.test() instanceof Check.Test.Query query) {
        examples += query.examples().size();
        wrong.addAll(runner.run(check));
      }
    }
    if (!wrong.isEmpty()) {
      throw UserFault.usage(String.join("\n", wrong));
    }
    out().println(checks.size() + " checks, " + examples + " examples, all as expected");
    return 0;
  }

  private static Catalog read(Path controls, Faults faults) {
    Catalog catalog =
        CatalogReader.read(
            folder(controls).map(CatalogSource::folder).orElseGet(CatalogSource::shipped), faults);
    CatalogLint.lint(catalog, faults);
    return catalog;
  }
}
