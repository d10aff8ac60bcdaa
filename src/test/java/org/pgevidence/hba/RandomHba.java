package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pgevidence.collect.hba.IpAddress;

/** Random rule files whose every distinction a fixed set of attempts can see. */
final class RandomHba {
  static final String[] USERS = {"anna", "bob", "carl", "all", "app1"};
  static final String[] DATABASES = {"app1", "app2", "anna", "replication", "group1"};
  private static final String[] ADDRESSES = {
    "127.0.0.1/32", "127.0.0.0/8", "127.0.0.0/9", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "all",
    "0.0.0.0/0", "::1/128", "::/0", "10.0.0.0 255.0.0.0", "10.1.2.0/24", "fd00::/8", "8.0.0.0/5"
  };

  private RandomHba() {}

  static String file(Random random, int major) {
    StringBuilder text = new StringBuilder();
    int rules = 1 + random.nextInt(9);
    for (int i = 0; i < rules; i++) {
      boolean isLocal = random.nextInt(5) == 0;
      String type =
          isLocal
              ? "local"
              : pick(random, "host", "hostssl", "hostnossl", "host", "hostnogssenc", "hostgssenc");
      text.append(type).append(' ').append(databases(random, major));
      text.append(' ').append(users(random, major)).append(' ');
      text.append(isLocal ? "" : pick(random, ADDRESSES) + " ");
      text.append(pick(random, "trust", "reject", "md5", "scram-sha-256")).append('\n');
    }
    return text.toString();
  }

  private static String databases(Random random, int major) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(
          pick(
              random,
              "all",
              "app1",
              "app2",
              "sameuser",
              "samerole",
              "replication",
              "\"all\"",
              "\"replication\"",
              major >= 16 ? "/^app[12]$" : "app1",
              "nosuch"));
    }
    return String.join(",", chosen);
  }

  private static String users(Random random, int major) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(
          pick(
              random,
              "all",
              "anna",
              "bob",
              "\"all\"",
              "+group1",
              "+group2",
              "carl",
              major >= 16 ? "/^[ab].*" : "bob",
              "nosuch"));
    }
    return String.join(",", chosen);
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Attempts from every range that the addresses above tell apart. */
  static List<Attempt> points() {
    List<Attempt> attempts = new ArrayList<>();
    List<Optional<IpAddress>> places = new ArrayList<>();
    places.add(Optional.empty());
    for (String ip :
        List.of(
            "127.0.0.1",
            "127.0.0.2",
            "127.200.0.1",
            "10.200.0.1",
            "10.1.200.1",
            "10.1.2.3",
            "10.1.2.4",
            "192.168.0.1",
            "11.0.0.1",
            "::1",
            "fd00::1",
            "2001:db8::1")) {
      places.add(IpAddress.parse(ip));
    }
    List<String> users = new ArrayList<>(List.of(USERS));
    users.addAll(List.of("postgres", "group1", "group2", "nosuch", "stranger", "bart"));
    List<String> databases = new ArrayList<>(List.of(DATABASES));
    users.forEach(
        user -> {
          if (!databases.contains(user)) {
            databases.add(user);
          }
        });
    databases.add("unknown");
    for (String user : users) {
      for (Optional<IpAddress> place : places) {
        for (Encryption encryption : Encryption.values()) {
          if (place.isEmpty() && encryption != Encryption.PLAIN) {
            continue;
          }
          databases.forEach(db -> attempts.add(new Attempt(user, db, false, place, encryption)));
          attempts.add(new Attempt(user, "", true, place, encryption));
        }
      }
    }
    return attempts;
  }
}
