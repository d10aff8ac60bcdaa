package org.pgevidence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.WaiverStub;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Faults;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a waiver stub for findings. */
@Command(
    name = "waive",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a waiver to fill in for each finding: to standard output, or appended to a waivers.yaml.",
      "The finding is looked up in a snapshot or pack, else in the newest packs of the store.",
      "A waiver stands beside a failing result; it never changes it. Until it is filled in, assess refuses it."
    },
    footer = {
      "",
      "Examples:",
      "  pgevidence waive ROLE-001-3f9a2c5d0e8b7a61",
      "  pgevidence waive ROLE-001-3f9a2c5d0e8b7a61 --snapshot /tmp/orders --to context/waivers.yaml"
    })
final class WaiveCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "FINDING", arity = "1..*", description = "Ids of findings.")
  @SuppressWarnings("NullAway.Init")
  List<String> findings;

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "Snapshot or pack with the findings; default: the newest packs of the store.")
  @Nullable Path snapshot;

  @Mixin StoreOptions store = new StoreOptions();

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "Whose packs to look in; default: all of the store.")
  @Nullable String system;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "waivers.yaml to append to; made when it does not exist.")
  @Nullable Path to;

  @Mixin ProfileOptions profile = new ProfileOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Override
  public Integer call() {
    ProfileReader reader = profile.open();
    Catalog catalog = judge.catalog(reader);
    Profile terms = reader.profile(catalog);
    Lookup lookup =
        snapshot == null
            ? Lookup.newest(store.of(terms), system)
            : Lookup.in(snapshot, JudgedFolder.findings(snapshot, profile, judge));
    List<WaiverStub> stubs =
        findings.stream().distinct().map(id -> stub(id, catalog, lookup)).toList();
    WaiverFile file = WaiverFile.of(Optional.ofNullable(to));
    stubs.forEach(file::add);
    if (to == null) {
      spec.commandLine().getOut().print(file.text());
      spec.commandLine().getOut().flush();
    } else {
      file.write();
      spec.commandLine()
          .getOut()
          .println(
              "Wrote "
                  + (stubs.size() == 1 ? "a waiver" : stubs.size() + " waivers")
                  + " to "
                  + to
                  + "; fill in what reads TO FILL IN.");
    }
    unknown(stubs, lookup);
    return 0;
  }

  private static WaiverStub stub(String id, Catalog catalog, Lookup lookup) {
    if (!id.matches(".+-[0-9a-f]{16}")) {
      throw UserFault.usage(
          "\""
              + id
              + "\" is no finding: an id is a check, \"-\" and 16 hex digits, such as ROLE-001-3f9a2c5d0e8b7a61."
              + " pgevidence assess and findings.json have them.");
    }
    String name = id.substring(0, id.length() - 17);
    Check check =
        catalog.checks().stream()
            .filter(known -> known.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    UserFault.usage(
                        "Finding \""
                            + id
                            + "\" is of no check of the catalogue."
                            + Faults.didYouMean(
                                name,
                                catalog.checks().stream()
                                    .map(Check::id)
                                    .collect(Collectors.toSet()))));
    return new WaiverStub(id, check, lookup.find(id));
  }

  /** A finding that no pack has may be waived: the id proves the subject once it is filled in. */
  private void unknown(List<WaiverStub> stubs, Lookup lookup) {
    List<String> ids = new ArrayList<>();
    stubs.stream().filter(stub -> stub.known().isEmpty()).forEach(stub -> ids.add(stub.finding()));
    if (!ids.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              String.join(", ", ids)
                  + " was not met in "
                  + lookup.places()
                  + "; fill in system and subject, or name a snapshot or pack with --snapshot.");
    }
  }
}
