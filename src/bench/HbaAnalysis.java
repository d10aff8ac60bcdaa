import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pgevidence.collect.hba.HbaLine;
import org.pgevidence.collect.hba.RawAuthFiles;
import org.pgevidence.collect.hba.ServerBuild;
import org.pgevidence.collect.hba.ServerFiles;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.hba.HbaEngine;
import org.pgevidence.hba.Simulator;

/**
 * Times the analysis of large rule files of a realistic mix: one line a size, beside the floor of
 * only parsing the rows, and the CPU time of the thread. Started by hba.sh.
 */
@SuppressWarnings("DefaultPackage") // launched from its source
final class HbaAnalysis {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int[][] SIZES = {{2_500, 500}, {5_000, 1_000}, {10_000, 2_000}};

  public static void main(String[] arguments) {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    System.out.printf(
        "%d processors, median of %d runs after one%n",
        Runtime.getRuntime().availableProcessors(), runs);
    System.out.println(
        "  rules  roles    floor ms  analysis ms    (cpu ms)   x floor   ns / (rules log2 rules)   access rows");
    for (int[] size : SIZES) {
      Facts facts = facts(size[0], size[1]);
      boolean[] floor = new boolean[1];
      double floorMs = median(runs, () -> floor[0] = Simulator.of(facts).isPresent());
      Facts[] derived = new Facts[1];
      long cpu = THREADS.getCurrentThreadCpuTime();
      double analysis = median(runs, () -> derived[0] = new HbaEngine().derive(facts));
      double cpuMs = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / (runs + 1);
      System.out.printf(
          "%7d %6d %11.1f %12.1f %11.1f %9.1f %25.0f %13d%n",
          size[0],
          size[1],
          floorMs,
          analysis,
          cpuMs,
          analysis / floorMs,
          analysis * 1e6 / (size[0] * Math.log(size[0]) / Math.log(2)),
          derived[0].rows("hba_access").size());
    }
  }

  private static double median(int runs, Runnable work) {
    work.run();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - start) / 1e6);
    }
    times.sort(null);
    return times.get(runs / 2);
  }

  /**
   * A server of many applications: a role, a subnet and a database each, teams, replicas, blocks.
   */
  private static String rules(int count, int roles, int databases, Random random) {
    StringBuilder text = new StringBuilder("local all postgres peer\n");
    for (int i = 1; i < count - 2; i++) {
      String network = "10." + random.nextInt(250) + "." + random.nextInt(250) + ".";
      String database = "app" + random.nextInt(databases);
      String user = "user" + random.nextInt(roles);
      String team = "+team" + random.nextInt(Math.max(1, roles / 20));
      int kind = random.nextInt(100);
      if (kind < 60) {
        text.append("hostssl ")
            .append(database)
            .append(' ')
            .append(user)
            .append(' ')
            .append(network)
            .append("0/24 scram-sha-256");
      } else if (kind < 80) {
        text.append("hostssl ")
            .append(database)
            .append(' ')
            .append(team)
            .append(' ')
            .append(network)
            .append("0/24 scram-sha-256");
      } else if (kind < 88) {
        text.append("host all ")
            .append(user)
            .append(' ')
            .append(network)
            .append(random.nextInt(256))
            .append("/32 md5");
      } else if (kind < 92) {
        text.append("hostssl replication ")
            .append(user)
            .append(' ')
            .append(network)
            .append("7/32 cert");
      } else if (kind < 96) {
        text.append("host all all ")
            .append(network)
            .append(random.nextInt(256))
            .append("/32 reject");
      } else {
        text.append("hostssl sameuser ")
            .append(team)
            .append(",")
            .append(user)
            .append(" 10.")
            .append(random.nextInt(250))
            .append(".0.0/16 ldap ldapserver=l ldapprefix=cn");
      }
      text.append('\n');
    }
    return text + "hostssl all all 10.0.0.0/8 scram-sha-256\nhost all all 0.0.0.0/0 reject\n";
  }

  private static Facts facts(int count, int roles) {
    Random random = new Random(20261122);
    int databases = Math.max(10, roles / 20);
    MemoryFacts facts = new MemoryFacts();
    facts.add(
        "server",
        1,
        170000,
        17,
        "17.1",
        "",
        "1",
        0,
        "2026-01-01T00:00:00Z",
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null);
    role(facts, 10, "postgres", true, true);
    int teams = Math.max(1, roles / 20);
    for (int i = 0; i < teams; i++) {
      role(facts, 20_000 + i, "team" + i, false, false);
    }
    facts.provide("membership");
    for (int i = 0; i < roles - teams; i++) {
      role(facts, 30_000 + i, "user" + i, true, false);
      facts.add("membership", 20_000 + random.nextInt(teams), 30_000 + i, 10, 0, 1, 1);
    }
    for (int i = 1; i < teams; i += 3) {
      facts.add("membership", 20_000 + random.nextInt(i), 20_000 + i, 10, 0, 1, 1);
    }
    for (int i = 0; i < databases; i++) {
      facts.add("database", i + 1, "app" + i, "app" + i, 10, 1, 0, -1, "UTF8", 1663, 1, null);
    }
    facts.add(
        "setting", "ssl", "on", 0, 2, 0, null, "bool", "sighup", "default", null, null, "off", 0);
    facts.provide("hba_line");
    RawAuthFiles raw =
        RawAuthFiles.read(
            source(rules(count, roles, databases, random)),
            ServerBuild.ofMajor(17).withTls(true),
            "/d/pg_hba.conf",
            "/d/pg_ident.conf");
    int number = 0;
    for (HbaLine line : raw.rules()) {
      facts.add("hba_line", raw.values(++number, line));
    }
    return facts;
  }

  private static void role(
      MemoryFacts facts, long oid, String name, boolean canLogin, boolean isSuper) {
    facts.add("role", oid, name, name, isSuper, canLogin, 1, 0, 0, 0, 0, -1, null, 0, 0);
  }

  private static ServerFiles source(String hba) {
    return new ServerFiles() {
      @Override
      public Answer read(String path) {
        String text = path.endsWith("pg_hba.conf") ? hba : "";
        return new Answer.Content(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
      }

      @Override
      public Listing list(String folder) {
        return new Listing(List.of(), false);
      }
    };
  }
}
