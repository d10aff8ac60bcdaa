package org.pgevidence.collect.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pgevidence.fact.UserFault;

/**
 * Turns what the user wrote into a {@link Target}: a name of the profile, a libpq URI or keyword
 * string, or a service name. What is not given comes from the service, the environment (PGHOST,
 * PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGSSLMODE, ...), .pgpass and defaults, in this order.
 */
public final class TargetParser {
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("host", "PGHOST"),
          Map.entry("port", "PGPORT"),
          Map.entry("dbname", "PGDATABASE"),
          Map.entry("user", "PGUSER"),
          Map.entry("password", "PGPASSWORD"),
          Map.entry("passfile", "PGPASSFILE"),
          Map.entry("service", "PGSERVICE"),
          Map.entry("sslmode", "PGSSLMODE"),
          Map.entry("sslrootcert", "PGSSLROOTCERT"),
          Map.entry("sslcert", "PGSSLCERT"),
          Map.entry("sslkey", "PGSSLKEY"),
          Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
          Map.entry("gssencmode", "PGGSSENCMODE"),
          Map.entry("channel_binding", "PGCHANNELBINDING"),
          Map.entry("options", "PGOPTIONS"));
  private static final Set<String> IGNORED =
      Set.of(
          "application_name",
          "fallback_application_name",
          "client_encoding",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout",
          "target_session_attrs",
          "sslcompression",
          "sslsni",
          "load_balance_hosts",
          "hostaddr");
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private final Map<String, String> environment;
  private final TargetNames names;

  /** A parser that sees these environment variables and these names. */
  public TargetParser(Map<String, String> environment, TargetNames names) {
    this.environment = Map.copyOf(environment);
    this.names = names;
  }

  /**
   * Reads a target. Throws UserFault (exit code 2) when it cannot be understood or holds a
   * password.
   */
  public Target parse(String text) {
    Optional<String> named = ConnectionString.isOne(text) ? Optional.empty() : names.find(text);
    String written = named.orElse(text);
    Map<String, String> keywords = new LinkedHashMap<>();
    if (ConnectionString.isOne(written)) {
      keywords.putAll(ConnectionString.parse(written));
      refusePassword(keywords, named.isPresent());
    } else {
      keywords.put("service", written);
    }
    String service = keywords.getOrDefault("service", environment.getOrDefault("PGSERVICE", ""));
    if (!service.isEmpty()) {
      service(service).forEach(keywords::putIfAbsent);
    }
    VARIABLES.forEach(
        (keyword, variable) -> {
          String value = environment.get(variable);
          if (value != null && !value.isEmpty()) {
            keywords.putIfAbsent(keyword, value);
          }
        });
    checkNames(keywords);
    return target(named.map(found -> text), keywords);
  }

  private static void refusePassword(Map<String, String> keywords, boolean isFromProfile) {
    if (keywords.containsKey("password")) {
      throw UserFault.usage(
          "The target holds a password, which "
              + (isFromProfile ? "everybody who reads the profile" : "every user of this machine")
              + " could see. Take it out and put it into .pgpass, the service file or PGPASSWORD.");
    }
  }

  private Map<String, String> service(String name) {
    ServiceFile file = new ServiceFile(environment);
    return file.find(name)
        .orElseThrow(
            () ->
                UserFault.usage(
                    "The target \""
                        + name
                        + "\" is neither a connection string, nor a name of pgevidence.yaml, nor a service of "
                        + String.join(" or ", file.files().stream().map(Path::toString).toList())
                        + ". Write postgresql://user@host/database, or add the name."));
  }

  private static void checkNames(Map<String, String> keywords) {
    for (String keyword : keywords.keySet()) {
      if (!VARIABLES.containsKey(keyword) && !IGNORED.contains(keyword)) {
        throw UserFault.usage(
            "The target has the keyword \"" + keyword + "\", which is not supported. Take it out.");
      }
    }
    String mode = keywords.getOrDefault("sslmode", "prefer");
    if (!SSL_MODES.contains(mode)) {
      throw UserFault.usage(
          "The target has sslmode="
              + mode
              + ", which does not exist. Write verify-full, or one of "
              + SSL_MODES.stream().sorted().toList()
              + ".");
    }
  }

  private Target target(Optional<String> name, Map<String, String> keywords) {
    String host = keywords.getOrDefault("host", defaultHost());
    if (host.contains(",")) {
      throw UserFault.usage(
          "The target names several hosts, and facts are those of one server. Name one host.");
    }
    int port = port(keywords.getOrDefault("port", "5432"));
    String user = keywords.getOrDefault("user", System.getProperty("user.name", "postgres"));
    String database = keywords.getOrDefault("dbname", "postgres");
    Optional<String> password = Optional.ofNullable(keywords.get("password"));
    if (password.isEmpty()) {
      var file = new PasswordFile(environment, Optional.ofNullable(keywords.get("passfile")));
      List<String> hosts = host.startsWith("/") ? List.of("localhost", host) : List.of(host);
      password = file.find(hosts, port, database, user);
    }
    Map<String, String> others = new LinkedHashMap<>(keywords);
    List.of("host", "port", "user", "dbname", "password", "passfile", "service")
        .forEach(others::remove);
    return new Target(name, host, port, database, user, password, others);
  }

  private static String defaultHost() {
    return Stream.of("/var/run/postgresql", "/tmp")
        .filter(folder -> Files.exists(Path.of(folder, ".s.PGSQL.5432")))
        .findFirst()
        .orElse("localhost");
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The target's port \"" + text + "\" is no number. Give one from 1 to 65535.",
          e);
    }
  }
}
