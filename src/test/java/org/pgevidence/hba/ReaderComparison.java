package org.pgevidence.hba;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.AuthToken;
import org.pgevidence.collect.hba.HbaLine;
import org.pgevidence.collect.hba.IdentLine;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.collect.hba.RawAuthFiles;

/**
 * The raw reader against the server's own views, rule by rule, for sound and malformed files: the
 * same values, the same errors in the same lines, and the same verdict whether the file loads.
 */
final class ReaderComparison {
  private int rules;
  private int faulty;
  private int maps;
  private int refused;
  private final List<String> mismatches = new ArrayList<>();

  /** Compares some files, and tells what was compared. */
  String run(OracleServer server, long seed, int files) throws Exception {
    int major = server.major();
    Random random = new Random(seed * 31 + major);
    for (int i = 0; i < files; i++) {
      compare(
          server, i % 3 == 0 ? odd(random, major) : sound(random, major, i % 3 == 1), i % 5 != 4);
    }
    compare(server, Map.of("pg_hba.conf", "# no rule\n", "pg_ident.conf", ""), true);
    return "rules " + rules + " faulty " + faulty + " maps " + maps + " refused " + refused;
  }

  /** Where reader and server differ. */
  List<String> mismatches() {
    return mismatches;
  }

  /** Files that the server refused to load. */
  int refused() {
    return refused;
  }

  private static Map<String, String> sound(Random random, int major, boolean withOptions) {
    Map<String, String> files = OracleHba.original(OracleHba.files(random, major));
    OddLines lines = new OddLines(random, major);
    StringBuilder more = new StringBuilder(files.getOrDefault("pg_hba.conf", ""));
    for (int i = 0; withOptions && i < 4; i++) {
      more.append(lines.withOptions()).append('\n');
    }
    files.put("pg_hba.conf", more.toString());
    return files;
  }

  private static Map<String, String> odd(Random random, int major) {
    Map<String, String> files = new LinkedHashMap<>();
    OddLines lines = new OddLines(random, major);
    files.put("users.list", "bob, carl\n\"all\"  +g1 # comment\n");
    files.put("loop.list", lines.loop());
    files.put("pg_hba.conf", text(random, 40, lines::rule));
    files.put("pg_ident.conf", text(random, 12, lines::mapping));
    return files;
  }

  private static String text(Random random, int count, java.util.function.Supplier<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(line.get()).append('\n');
    }
    int length = random.nextInt(8) == 0 ? text.length() - 1 : text.length();
    return text.substring(0, length);
  }

  private void compare(OracleServer server, Map<String, String> files, boolean withTls)
      throws Exception {
    long before = server.logSize();
    server.load(files, withTls);
    server.connect(
        new Attempt("anna", "app1", false, Optional.empty(), Encryption.PLAIN), false, "wrong");
    boolean isRefused =
        server.logSince(before).contains("pg_hba.conf\" was not reloaded")
            || server.logSince(before).contains("pg_hba.conf was not reloaded");
    RawAuthFiles raw = server.raw();

    List<String> ours = new ArrayList<>();
    for (HbaLine rule : raw.rules()) {
      ours.add(text(server, rule));
      rules++;
      faulty += rule.type().isEmpty() ? 1 : 0;
    }
    differ(files.getOrDefault("pg_hba.conf", ""), ours, rulesOfView(server));
    boolean isFaulty =
        raw.rules().isEmpty() || raw.rules().stream().anyMatch(rule -> rule.type().isEmpty());
    refused += isRefused ? 1 : 0;
    if (isFaulty != isRefused) {
      mismatches.add("refused: ours " + isFaulty + " server " + isRefused + "\n" + files);
    }
    if (server.major() >= 15) {
      List<String> ourMaps = raw.maps().stream().map(entry -> text(server, entry)).toList();
      maps += ourMaps.size();
      differ(files.getOrDefault("pg_ident.conf", ""), ourMaps, mapsOfView(server));
    }
  }

  private void differ(String file, List<String> ours, List<String> theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String our = i < ours.size() ? ours.get(i) : "(nothing)";
      String their = i < theirs.size() ? theirs.get(i) : "(nothing)";
      if (!our.equals(their) && !isUnsaid(our, their)) {
        String[] number = their.split("\\|", 3);
        String line =
            number.length > 1 && number[1].matches("\\d+") && number[0].endsWith(".conf")
                ? file.lines().skip(Long.parseLong(number[1]) - 1).findFirst().orElse("")
                : "";
        mismatches.add("line:   " + line + "\n  ours:   " + our + "\n  server: " + their);
      }
    }
  }

  /** Of a bad clientname or clientcert the server's log tells, but not its view. */
  private static boolean isUnsaid(String ours, String theirs) {
    return theirs.endsWith("|error: ") && ours.startsWith(theirs + "invalid value for client");
  }

  private static String text(OracleServer server, HbaLine rule) {
    String place = server.display(rule.file()) + "|" + rule.line() + "|";
    if (rule.type().isEmpty()) {
      return place + "error: " + rule.error().orElse("");
    }
    return place
        + String.join(
            "|",
            rule.type().get(),
            words(rule.databases()),
            words(rule.users()),
            rule.range()
                .map(range -> range.address() + " " + range.mask())
                .orElse(rule.address().map(AuthToken::text).orElse("")),
            rule.method().orElse(""),
            options(rule).toString(),
            rule.error().orElse(""));
  }

  private static String words(List<AuthToken> tokens) {
    return tokens.stream().map(AuthToken::text).toList().toString();
  }

  /** What the view makes of options: it adds what a method implies and takes a URL apart. */
  private static Map<String, String> options(HbaLine rule) {
    Map<String, String> options = new TreeMap<>(rule.options());
    String method = rule.method().orElse("");
    if (method.equals("cert")) {
      options.put("clientcert", "verify-full");
    }
    options.computeIfPresent(
        "clientcert", (name, value) -> value.equals("1") ? "verify-ca" : value);
    options.keySet().removeIf(name -> name.equals("clientname") || name.startsWith("pam_use"));
    return options;
  }

  private static List<String> rulesOfView(OracleServer server) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = server.connection().createStatement();
        ResultSet row = statement.executeQuery("select * from pg_hba_file_rules")) {
      while (row.next()) {
        String file =
            server.major() >= 16 ? server.display(row.getString("file_name")) : "pg_hba.conf";
        String place = file + "|" + row.getInt("line_number") + "|";
        String error = Optional.ofNullable(row.getString("error")).orElse("");
        if (row.getString("type") == null) {
          rows.add(place + "error: " + error);
          continue;
        }
        rows.add(
            place
                + String.join(
                    "|",
                    row.getString("type"),
                    array(row.getArray("database")).toString(),
                    array(row.getArray("user_name")).toString(),
                    address(row.getString("address"), row.getString("netmask")),
                    row.getString("auth_method"),
                    options(array(row.getArray("options"))).toString(),
                    error));
      }
    }
    return rows;
  }

  private static String address(String address, String netmask) {
    if (address == null) {
      return "";
    }
    Optional<IpAddress> ip = IpAddress.parse(address);
    return netmask == null || ip.isEmpty()
        ? address
        : AddressRange.of(address, Optional.of(netmask))
            .map(range -> range.address() + " " + range.mask())
            .orElse(address + " " + netmask);
  }

  private static Map<String, String> options(List<String> texts) {
    Map<String, String> options = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      options.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return options;
  }

  private static List<String> array(Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static String text(OracleServer server, IdentLine entry) {
    return server.display(entry.file())
        + "|"
        + entry.line()
        + "|"
        + entry.map().orElse("")
        + "|"
        + entry.systemUser().map(AuthToken::text).orElse("")
        + "|"
        + entry.databaseUser().map(AuthToken::text).orElse("")
        + "|"
        + entry.error().orElse("");
  }

  private static List<String> mapsOfView(OracleServer server) throws SQLException {
    List<String> rows = new ArrayList<>();
    String file = server.major() >= 16 ? "file_name" : "'pg_ident.conf'";
    try (Statement statement = server.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "select "
                    + file
                    + ", line_number, coalesce(map_name, ''), coalesce(sys_name, ''),"
                    + " coalesce(pg_username, ''), coalesce(error, '') from pg_ident_file_mappings")) {
      while (row.next()) {
        StringBuilder text = new StringBuilder(server.display(row.getString(1)));
        for (int i = 2; i <= 6; i++) {
          text.append('|').append(row.getString(i));
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
