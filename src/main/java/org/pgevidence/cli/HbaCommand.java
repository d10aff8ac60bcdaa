package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.hba.Attempt;
import org.pgevidence.hba.Decision;
import org.pgevidence.hba.Encryption;
import org.pgevidence.hba.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which rule of pg_hba.conf an attempt to connect meets, and why no earlier one. */
@Command(
    name = "hba",
    description = "Prints the rule of pg_hba.conf that a connection meets, and why no earlier one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A connection by --address is unencrypted unless --tls or --gss says otherwise.",
      "--connections FILE holds one JSON object a line with the same names:",
      "  {\"user\": \"anna\", \"database\": \"shop\", \"address\": \"10.0.0.5\", \"tls\": true}",
      "  {\"user\": \"anna\", \"database\": \"shop\", \"local\": true}",
      "",
      "Examples:",
      "  pgevidence hba snap --user anna --database shop --address 10.0.0.5 --tls",
      "  pgevidence hba snap --user repl --replication --address 10.0.0.6 --json",
      "  pgevidence hba snap --connections attempts.jsonl > answers.jsonl",
      "",
      "Exit codes: 0 answered, 2 usage, 3 undecided, 4 changed snapshot."
    })
final class HbaCommand implements Callable<Integer> {
  private static final int UNDECIDED = 3;
  private static final String NO_OBJECT =
      "The line is no JSON object. Write one such as {\"user\": \"anna\", \"local\": true}.";

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "SNAPSHOT", description = "Snapshot or pack.")
  @SuppressWarnings("NullAway.Init")
  Path snapshot;

  @Option(names = "--user", paramLabel = "U", description = "Role that connects.")
  @Nullable String user;

  @Option(names = "--database", paramLabel = "D", description = "Database; default: as the role.")
  @Nullable String database;

  @Option(names = "--address", paramLabel = "A", description = "Address of the client.")
  @Nullable String address;

  @Option(names = "--local", description = "Over the Unix socket.")
  boolean isLocal;

  @Option(names = "--tls", description = "Over TLS.")
  boolean isTls;

  @Option(names = "--gss", description = "Over GSS encryption.")
  boolean isGss;

  @Option(names = "--plain", description = "Without encryption (default).")
  boolean isPlain;

  @Option(names = "--replication", description = "Physical replication; the database is ignored.")
  boolean isReplication;

  @Option(names = "--connections", paramLabel = "FILE", description = "Attempts, one a line.")
  @Nullable Path connections;

  @Option(names = "--json", description = "Print JSON.")
  boolean isJson;

  @Override
  public Integer call() {
    Simulator simulator =
        Simulator.of(Snapshot.open(snapshot))
            .orElseThrow(
                () ->
                    UserFault.usage(
                        "The rules of "
                            + snapshot
                            + " could not be read: it holds neither table hba_line nor hba_rule. Collect with the rights that pgevidence reader-role prints."));
    PrintWriter out = spec.commandLine().getOut();
    if (connections != null) {
      return answerAll(simulator, connections, out);
    }
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("user", user);
    given.put("database", database);
    given.put("address", address);
    given.put("local", isLocal);
    given.put("tls", isTls);
    given.put("gss", isGss);
    given.put("plain", isPlain);
    given.put("replication", isReplication);
    Decision decision = simulator.decide(attempt(given));
    if (isJson) {
      out.println(Json.compact(json(decision)));
    } else {
      print(decision, out);
    }
    out.flush();
    return decision.outcome() == Decision.Outcome.UNDECIDED ? UNDECIDED : 0;
  }

  private static int answerAll(Simulator simulator, Path file, PrintWriter out) {
    List<Attempt> attempts = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          attempts.add(attempt(object(line)));
        } catch (UserFault e) {
          faults.add(file + ":" + number + ": " + e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The attempts in " + file + " could not be read: " + Met.by(e) + ".",
          e);
    }
    if (!faults.isEmpty()) {
      throw UserFault.usage(String.join("\n", faults));
    }
    int code = 0;
    for (Attempt attempt : attempts) {
      Decision decision = simulator.decide(attempt);
      out.println(Json.compact(json(decision)));
      code = decision.outcome() == Decision.Outcome.UNDECIDED ? UNDECIDED : code;
    }
    out.flush();
    return code;
  }

  private static Map<?, ?> object(String line) {
    Object value;
    try {
      value = Json.parse(line);
    } catch (UncheckedIOException e) {
      throw new UserFault(UserFault.Kind.USAGE, NO_OBJECT, e);
    }
    if (value instanceof Map<?, ?> given) {
      return given;
    }
    throw UserFault.usage(NO_OBJECT);
  }

  private static Attempt attempt(Map<?, ?> given) {
    boolean isReplication = Boolean.TRUE.equals(given.get("replication"));
    boolean isLocal = Boolean.TRUE.equals(given.get("local"));
    if (!(given.get("user") instanceof String user)) {
      throw UserFault.usage("The user of the connection is missing. Give --user.");
    }
    String database = given.get("database") instanceof String name ? name : user;
    Object address = given.get("address");
    if (isLocal == (address != null)) {
      throw UserFault.usage(
          "Give either --address (address) or --local (local), not both or none.");
    }
    Encryption encryption = encryption(given);
    if (isLocal) {
      if (encryption != Encryption.PLAIN) {
        throw UserFault.usage(
            "The Unix socket has no TLS or GSS encryption. Leave --tls and --gss out.");
      }
      return new Attempt(user, database, isReplication, Optional.empty(), encryption);
    }
    IpAddress ip =
        IpAddress.parse(String.valueOf(address))
            .orElseThrow(
                () ->
                    UserFault.usage(
                        "\""
                            + address
                            + "\" is no IP address. Give one such as 10.0.0.5 or fd00::1."));
    return new Attempt(user, database, isReplication, Optional.of(ip), encryption);
  }

  private static Encryption encryption(Map<?, ?> given) {
    List<Encryption> chosen = new ArrayList<>();
    for (Encryption kind : Encryption.values()) {
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      if (Boolean.TRUE.equals(given.get(name)) || name.equals(given.get("encryption"))) {
        chosen.add(kind);
      }
    }
    if (chosen.size() > 1) {
      throw UserFault.usage("Give one of --tls, --gss and --plain.");
    }
    return chosen.isEmpty() ? Encryption.PLAIN : chosen.getFirst();
  }

  private static Map<String, @Nullable Object> json(Decision decision) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", decision.rule().map(Decision.Matched::file).orElse(null));
    json.put("line", decision.rule().map(Decision.Matched::line).orElse(null));
    json.put("method", decision.rule().map(Decision.Matched::method).orElse(null));
    json.put("outcome", decision.outcome().word());
    json.put("reason", decision.reason());
    return json;
  }

  private static void print(Decision decision, PrintWriter out) {
    for (Decision.Skipped skipped : decision.earlier()) {
      out.printf(
          "%s:%d  %s%n    not: %s%n",
          skipped.file(), skipped.line(), skipped.text(), skipped.why());
    }
    decision
        .rule()
        .ifPresent(rule -> out.printf("%s:%d  %s%n", rule.file(), rule.line(), rule.text()));
    out.println("=> " + decision.outcome().word() + ": " + decision.reason());
  }
}
