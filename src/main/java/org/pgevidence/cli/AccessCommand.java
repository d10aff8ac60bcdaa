package org.pgevidence.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Faults;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.privilege.Access;
import org.pgevidence.privilege.AccessDiff;
import org.pgevidence.privilege.AccessQuery;
import org.pgevidence.privilege.AccessRow;
import org.pgevidence.privilege.Estate;
import org.pgevidence.privilege.Privilege;
import org.pgevidence.privilege.RoleAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who can do what, and why: effective privileges of a snapshot. */
@Command(
    name = "access",
    description = "Prints who can do what on which object, and through what.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pgevidence access snap --object sales.customer",
      "  pgevidence access snap --role anna --why",
      "  pgevidence access snap --privilege SELECT --format csv > readers.csv",
      "  pgevidence access --diff old new",
      "",
      "Exit codes: 0 answered, 2 usage, 3 something in scope could not be read, 4 changed snapshot."
    })
final class AccessCommand implements Callable<Integer> {
  private static final long MOST_ROWS = 1_000_000;
  private static final List<String> NAMED = List.of("relation", "function", "schema", "database");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(
      arity = "1..2",
      paramLabel = "SNAPSHOT",
      description = "Folder of collect, or a pack.")
  List<Path> snapshots = new ArrayList<>();

  @Option(names = "--role", paramLabel = "R", description = "Only this role.")
  @Nullable String role;

  @Option(
      names = "--object",
      paramLabel = "O",
      description = "Only this object, e.g. sales.customer.")
  @Nullable String object;

  @Option(
      names = "--privilege",
      paramLabel = "P",
      description = "Only this privilege, e.g. SELECT.")
  @Nullable String privilege;

  @Option(names = "--why", description = "Every path as a sentence, shortest first.")
  boolean isExplained;

  @Option(names = "--all", description = "Print more than a million rows.")
  boolean isUnlimited;

  @Option(names = "--all-objects", description = "System objects and extension members too.")
  boolean hasSystemObjects;

  @Option(names = "--diff", description = "What changed between two snapshots: OLD NEW.")
  boolean isDiff;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, csv or json.")
  AccessOutput.@Nullable Format format;

  @Option(names = "--json", description = "As --format json.")
  boolean isJson;

  private boolean isUndecided;

  @Override
  public Integer call() {
    if (snapshots.size() != (isDiff ? 2 : 1)) {
      throw UserFault.usage(
          isDiff
              ? "access --diff takes two snapshots: pgevidence access --diff OLD NEW."
              : "access takes one snapshot; to compare two, say pgevidence access --diff OLD NEW.");
    }
    AccessQuery query =
        new AccessQuery(
            Optional.ofNullable(role),
            Optional.ofNullable(object),
            wantedPrivilege(),
            isExplained,
            hasSystemObjects);
    AccessOutput output =
        AccessOutput.of(
            isJson ? AccessOutput.Format.JSON : format == null ? AccessOutput.Format.TEXT : format,
            spec.commandLine().getOut(),
            isDiff,
            isExplained);
    if (isDiff) {
      Access before = access(snapshots.get(0), query);
      Access after = access(snapshots.get(1), query);
      if (!before.isRoleKnown() || (query.object().isPresent() && !before.isObjectKnown())) {
        // What is in neither did not stay the same: the question is wrong.
        checkFound(after, query, snapshots.get(1));
      }
      AccessDiff.forEach(before, after, output::change);
    } else {
      print(query, output);
    }
    output.finish();
    return isUndecided ? 3 : 0;
  }

  private void print(AccessQuery query, AccessOutput output) {
    Estate estate = estate(snapshots.getFirst(), query);
    Access access = new Access(estate, query);
    checkFound(access, query, snapshots.getFirst());
    if (role == null && object == null && !isUnlimited) {
      long count = access.count();
      if (count > MOST_ROWS) {
        throw UserFault.usage(
            "access would print "
                + count
                + " rows. Narrow it with --role or --object, or say --all.");
      }
    }
    access.forEach(output::row);
    if (role != null && isExplained && object == null && query.privilege().isEmpty()) {
      List<AccessRow> rows = new RoleAccess(estate).rows(estate.roles().find(role).orElseThrow());
      rows.forEach(output::row);
    }
  }

  private Access access(Path snapshot, AccessQuery query) {
    return new Access(estate(snapshot, query), query);
  }

  private Estate estate(Path folder, AccessQuery query) {
    Snapshot snapshot = Snapshot.open(folder);
    List<String> missing =
        Estate.NEEDED.stream().filter(table -> !snapshot.isProvided(table)).toList();
    if (!missing.isEmpty()) {
      throw UserFault.usage(
          "The privileges of snapshot "
              + folder
              + " cannot be computed: "
              + String.join(", ", missing)
              + " could not be collected. See its gaps, and collect again.");
    }
    snapshot.gaps().stream()
        .filter(gap -> Estate.READ.contains(gap.table()))
        .forEach(
            gap -> {
              isUndecided = true;
              spec.commandLine()
                  .getErr()
                  .println(
                      "Undecided: "
                          + gap.table()
                          + (gap.database().isEmpty() ? "" : " of database " + gap.database())
                          + " could not be read: "
                          + gap.reason());
            });
    return Estate.read(snapshot, query.selection());
  }

  private void checkFound(Access access, AccessQuery query, Path snapshot) {
    if (!access.isRoleKnown()) {
      throw UserFault.usage(
          "Snapshot "
              + snapshot
              + " has no role "
              + role
              + ". Names are case-sensitive."
              + suggestion(snapshot, List.of("role"), String.valueOf(role)));
    }
    if (query.object().isPresent() && !access.isObjectKnown() && !isUndecided) {
      throw UserFault.usage(
          "Snapshot "
              + snapshot
              + " has no object "
              + object
              + ". Write it as PostgreSQL prints it: schema.table, schema.function(integer, text),"
              + " schema.table.column for a column with grants of its own."
              + suggestion(snapshot, NAMED, String.valueOf(object).replaceFirst("^.*: ", "")));
    }
  }

  /** The most similar name of a snapshot; what is asked for seldom differs by much. */
  private static String suggestion(Path folder, List<String> tables, String wanted) {
    Snapshot snapshot = Snapshot.open(folder);
    Set<String> names = new HashSet<>();
    for (String table : tables) {
      snapshot.forEach(
          table,
          row -> {
            String name = row.text("name_quoted");
            if (Math.abs(name.length() - wanted.length()) <= 3) {
              names.add(name);
            }
          });
    }
    return Faults.didYouMean(wanted, names);
  }

  private static String didYouMean(String privilege) {
    return Faults.didYouMean(
        privilege.toUpperCase(Locale.ROOT),
        Arrays.stream(Privilege.values()).map(Privilege::sqlName).toList());
  }

  private Optional<Privilege> wantedPrivilege() {
    if (privilege == null) {
      return Optional.empty();
    }
    String wanted = privilege;
    return Optional.of(
        Privilege.named(wanted)
            .orElseThrow(
                () ->
                    UserFault.usage("There is no privilege " + wanted + "." + didYouMean(wanted))));
  }
}
