package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pgevidence.collect.hba.IpAddress;

/** Random rule files with includes, lists and odd names, and attempts that tell rules apart. */
final class OracleHba {
  static final List<String> USERS =
      List.of(
          "anna",
          "bob",
          "carl",
          "all",
          "replication",
          "Quoted User",
          "a,b",
          "say\"hi\"",
          "käthe",
          "+plus",
          "+g1",
          "/slash",
          "@at",
          "x#y",
          "app1",
          "UPPER",
          "sameuser");
  static final List<String> GROUPS = List.of("g1", "g2", "g3", "g4", "Group X");
  static final List<String[]> MEMBERSHIPS =
      List.of(
          new String[] {"g1", "anna"},
          new String[] {"g2", "g1"},
          new String[] {"g3", "bob"},
          new String[] {"g4", "g3"},
          new String[] {"g4", "g2"},
          new String[] {"Group X", "Quoted User"},
          new String[] {"Group X", "käthe"},
          new String[] {"bob", "carl"});
  static final List<String> DATABASES =
      List.of(
          "app1",
          "app2",
          "anna",
          "g1",
          "g2",
          "all",
          "replication",
          "sameuser",
          "Quoted Db",
          "käthe");
  private static final List<String> ADDRESSES =
      List.of(
          "127.0.0.1/32",
          "127.0.0.0/8",
          "127.0.0.0/30",
          "127.0.0.5/32",
          "127.0.0.4/30",
          "127.1.0.0/16",
          "127.128.0.0/9",
          "0.0.0.0/0",
          "all",
          "::1/128",
          "::/0",
          "::/1",
          "127.0.0.1  255.255.255.255",
          "127.0.0.0 255.0.0.0",
          "127.0.0.1 255.0.0.255",
          "::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "10.0.0.0/8",
          "samehost",
          "samenet",
          "\"127.0.0.0/8\"",
          "127.1/32",
          "0x7f.0.0.5/32",
          "::ffff:127.0.0.1/128",
          "fe80::/10",
          "127.0.0.0/0",
          "all",
          "all");
  private static final List<String> FROM =
      List.of(
          "127.0.0.1",
          "127.0.0.1",
          "127.0.0.1",
          "127.0.0.2",
          "127.0.0.5",
          "127.0.0.77",
          "127.1.2.3",
          "127.200.0.1",
          "::1",
          "::1");

  private final Random random;
  private final int major;
  private final Map<String, String> files = new LinkedHashMap<>();

  private OracleHba(Random random, int major) {
    this.random = random;
    this.major = major;
  }

  /**
   * Files of one server. A method with its options stands between « and »; see {@link #original}
   * and {@link #asking}.
   */
  static Map<String, String> files(Random random, int major) {
    OracleHba hba = new OracleHba(random, major);
    for (String folder : List.of("", "parts/")) {
      hba.files.put(folder + "users.list", "bob, carl\n\"all\"  +g1 # comment\n");
      hba.files.put(folder + "more.list", "@users.list \"Quoted User\"\n");
      hba.files.put(folder + "databases.list", "app2\n\n\"replication\" sameuser\n");
    }
    hba.files.put("pg_ident.conf", "ops nobody anna\nops /^(.*)@x$ \\1\n");
    StringBuilder main = new StringBuilder("# rules\n");
    hba.rules(main, 2 + random.nextInt(10));
    if (major >= 16 && random.nextInt(2) == 0) {
      hba.includes(main);
      hba.rules(main, 1 + random.nextInt(3));
    }
    hba.files.put("pg_hba.conf", main.toString());
    return hba.files;
  }

  /** The files as generated. */
  static Map<String, String> original(Map<String, String> files) {
    Map<String, String> plain = new LinkedHashMap<>();
    files.forEach((name, text) -> plain.put(name, text.replaceAll("[«»]", "")));
    return plain;
  }

  /** The same rules, those of which the log tells no line replaced by scram-sha-256. */
  static Map<String, String> asking(Map<String, String> files) {
    Map<String, String> asking = new LinkedHashMap<>();
    files.forEach(
        (name, text) ->
            asking.put(
                name,
                text.replaceAll("«(trust|reject|cert|[^»]*clientcert)[^»]*»", "scram-sha-256")
                    .replaceAll("[«»]", "")));
    return asking;
  }

  private void includes(StringBuilder main) {
    StringBuilder one = new StringBuilder();
    rules(one, 1 + random.nextInt(3));
    files.put("extra.conf", one.toString());
    StringBuilder two = new StringBuilder();
    rules(two, 1 + random.nextInt(3));
    files.put("parts/10-first.conf", two.toString());
    StringBuilder three = new StringBuilder("include ../extra.conf\n");
    rules(three, 1);
    files.put("parts/20-second.conf", three.toString());
    main.append("include_dir parts\n");
    main.append("include_if_exists nosuch.conf\n");
    main.append("include_if_exists \"extra.conf\"\n");
  }

  private void rules(StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("# a remark \"with quote\n");
        case 1 -> text.append(" \t\n");
        default -> {}
      }
      rule(text);
    }
  }

  private void rule(StringBuilder text) {
    boolean isLocal = random.nextInt(5) == 0;
    String type =
        isLocal
            ? "local"
            : pick("host", "host", "host", "hostssl", "hostnossl", "hostnogssenc", "hostgssenc");
    String gap = pick(" ", " ", "\t", "  ");
    if (major >= 14 && random.nextInt(6) == 0) {
      gap = " \\\n  ";
    }
    text.append(type).append(' ').append(databases()).append(gap).append(users()).append(gap);
    if (!isLocal) {
      text.append(
          random.nextInt(40) == 0 ? "localhost" : ADDRESSES.get(random.nextInt(ADDRESSES.size())));
      text.append(gap);
    }
    text.append('«').append(method(type)).append('»');
    text.append(pick("", "", " ", " # why", "\t#")).append('\n');
  }

  private String method(String type) {
    String method =
        pick(
            "trust",
            "trust",
            "reject",
            "reject",
            "scram-sha-256",
            "scram-sha-256",
            "md5",
            "password",
            "password",
            type.equals("local") ? "peer" : "ident",
            "special");
    if (method.equals("peer") || method.equals("ident")) {
      return method + pick("", " map=ops");
    }
    if (!method.equals("special")) {
      return method;
    }
    return switch (type) {
      case "hostssl" ->
          pick(
              "cert",
              "cert map=ops",
              "scram-sha-256 clientcert=verify-ca",
              "md5 clientcert=verify-full");
      case "local" -> "ident";
      default -> "scram-sha-256";
    };
  }

  private String databases() {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(
          pick(
              "all",
              "all",
              "app1",
              "app2",
              "sameuser",
              "samerole",
              "samegroup",
              "replication",
              "\"all\"",
              "\"replication\"",
              "\"sameuser\"",
              "Quoted\" Db\"",
              "\"Quoted Db\"",
              "nosuch",
              "@databases.list",
              "käthe",
              regex("/^app[12]$"),
              regex("\"/^a(pp|nn).$\""),
              regex("/e$"),
              "g1"));
    }
    return String.join(pick(",", ", ", ","), chosen);
  }

  private String users() {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(
          pick(
              "all",
              "all",
              "all",
              "anna",
              "bob",
              "\"all\"",
              "+g1",
              "+g2",
              "+g3",
              "+g4",
              "\"+g1\"",
              "+anna",
              "\"Quoted User\"",
              "\"a,b\"",
              "\"say\"\"hi\"\"\"",
              "käthe",
              "\"+plus\"",
              "++plus",
              "+\"Group X\"",
              "\"x#y\"",
              "@users.list",
              "@more.list",
              "\"@at\"",
              "UPPER",
              "upper",
              "nosuch",
              "+nosuch",
              "+root",
              "root",
              "replication",
              "sameuser",
              regex("/^[ab]"),
              regex("/^.{3}$"),
              regex("\"/^(all|x#y)$\""),
              regex("/[[:upper:]]"),
              "/slash"));
    }
    return String.join(pick(",", ", ", ","), chosen);
  }

  private String regex(String pattern) {
    return major >= 16 ? pattern : "app1";
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  /** A random attempt; never TLS where the server has none. */
  static Attempt attempt(Random random, boolean withTls) {
    List<String> users = new ArrayList<>(USERS);
    users.addAll(List.of("root", "postgres", "g1", "stranger", "anna", "bob", "anna", "bob"));
    List<String> databases = new ArrayList<>(DATABASES);
    databases.addAll(List.of("postgres", "nowhere", "app1", "app1"));
    String user = users.get(random.nextInt(users.size()));
    String database =
        random.nextInt(6) == 0 ? user : databases.get(random.nextInt(databases.size()));
    boolean isReplication = random.nextInt(8) == 0;
    if (random.nextInt(5) == 0) {
      return new Attempt(user, database, isReplication, Optional.empty(), Encryption.PLAIN);
    }
    return new Attempt(
        user,
        database,
        isReplication,
        IpAddress.parse(FROM.get(random.nextInt(FROM.size()))),
        withTls && random.nextBoolean() ? Encryption.TLS : Encryption.PLAIN);
  }
}
