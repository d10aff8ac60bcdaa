package org.pgevidence.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;

/**
 * Writes three years of logs per cluster, and reads logs: {@code write DIR CLUSTERS}, {@code read
 * DIR}. A cluster has daily backups, a WAL segment every ten minutes and a server log whose format
 * changes from cluster to cluster (stderr, csvlog, jsonlog). Same arguments, same bytes.
 */
final class LogBench {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
  private static final int DAYS = 3 * 365;

  private LogBench() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      for (int cluster = 0; cluster < Integer.parseInt(arguments[2]); cluster++) {
        write(Files.createDirectories(folder.resolve("cluster%02d".formatted(cluster))), cluster);
      }
    } else {
      read(folder);
    }
  }

  private static void read(Path folder) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    int[] gaps = new int[1];
    long began = System.nanoTime();
    LogSources.read(
        "backup",
        List.of(folder),
        LogOptions.DEFAULT,
        new LogSink() {
          @Override
          public void row(String table, @Nullable Object... values) {
            rows.merge(table, 1L, Long::sum);
          }

          @Override
          public void gap(Gap gap) {
            gaps[0]++;
          }
        });
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    System.out.println(millis + " " + rows + " gaps=" + gaps[0]);
  }

  private static void write(Path folder, int cluster) throws IOException {
    Random random = new Random(cluster);
    LocalDateTime from = LocalDateTime.of(2023, 11, 22, 1, 0);
    String stanza = "cluster%02d".formatted(cluster);
    try (OutputStream backup = open(folder.resolve(stanza + "-backup.log"));
        OutputStream push = open(folder.resolve(stanza + "-archive-push-async.log"));
        OutputStream server = open(folder.resolve("server.log"))) {
      String full = "";
      for (int day = 0; day < DAYS; day++) {
        LocalDateTime at = from.plusDays(day);
        String label = LABEL.format(at);
        full = day % 7 == 0 ? label + "F" : full;
        backup(backup, stanza, at, day % 7 == 0 ? full : full + "_" + label + "D", random);
        for (int segment = 0; segment < 144; segment++) {
          push(push, stanza, at.plusMinutes(10L * segment), 144L * day + segment);
        }
        for (int line = 0; line < 400; line++) {
          server(server, cluster % 3, at.plusSeconds(200L * line), random, 400L * day + line);
        }
      }
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private static void backup(
      OutputStream out, String stanza, LocalDateTime at, String label, Random random)
      throws IOException {
    String head = TIME.format(at) + " P00   INFO: ";
    boolean isFull = label.endsWith("F");
    put(out, "-------------------PROCESS START-------------------");
    put(
        out,
        head
            + "backup command begin 2.45: --config=/etc/pgbackrest.conf --exec-id="
            + random.nextInt(30000)
            + "-"
            + Integer.toHexString(random.nextInt())
            + " --log-level-file=detail --pg1-path=/var/lib/postgresql/15/"
            + stanza
            + " --repo1-cipher-pass=<redacted> --repo1-cipher-type=aes-256-cbc --repo1-retention-full=4 --stanza="
            + stanza
            + " --type="
            + (isFull ? "full" : "diff"));
    put(
        out,
        head
            + "execute non-exclusive backup start: backup begins after the requested immediate checkpoint completes");
    put(out, head + "backup start archive = 0000000100000001000000A0, lsn = 1/A0000028");
    for (int file = 0; file < (isFull ? 200 : 30); file++) {
      put(
          out,
          TIME.format(at.plusSeconds(1 + file))
              + " P01 DETAIL: backup file /var/lib/postgresql/15/"
              + stanza
              + "/base/16384/"
              + (16400 + file)
              + " (1MB, "
              + file
              + ".50%) checksum 5e1f0a4d8d2c5a5ac36a2bfc0e8c5a0a5c1f4d2e");
    }
    String end = TIME.format(at.plusMinutes(5)) + " P00   INFO: ";
    if (random.nextInt(50) == 0) {
      put(
          out,
          TIME.format(at.plusMinutes(5))
              + " P00  ERROR: [082]: WAL segment 0000000100000001000000A0 was not archived before the 60000ms timeout");
      put(out, end + "backup command end: aborted with exception [082]");
      return;
    }
    put(out, end + "backup stop archive = 0000000100000001000000A0, lsn = 1/A0000100");
    put(out, end + "new backup label = " + label);
    put(out, end + (isFull ? "full" : "diff") + " backup size = 104MB, file total = 1282");
    put(out, end + "backup command end: completed successfully (300000ms)");
  }

  private static void push(OutputStream out, String stanza, LocalDateTime at, long segment)
      throws IOException {
    String name = "%08X%08X%08X".formatted(1, segment / 256, segment % 256);
    String head = TIME.format(at);
    put(out, "-------------------PROCESS START-------------------");
    put(
        out,
        head
            + " P00   INFO: archive-push:async command begin 2.45: [/var/lib/postgresql/15/"
            + stanza
            + "/pg_wal] --archive-async --config=/etc/pgbackrest.conf --exec-id=31619-f5a07e05 --pg1-path=/var/lib/postgresql/15/"
            + stanza
            + " --repo1-cipher-pass=<redacted> --repo1-cipher-type=aes-256-cbc --spool-path=/var/spool/pgbackrest --stanza="
            + stanza);
    put(out, head + " P00   INFO: push 1 WAL file(s) to archive: " + name);
    put(out, head + " P01 DETAIL: pushed WAL file '" + name + "' to the archive");
    put(out, head + " P00   INFO: archive-push:async command end: completed successfully (131ms)");
  }

  private static void server(
      OutputStream out, int format, LocalDateTime at, Random random, long number)
      throws IOException {
    String time = TIME.format(at);
    int kind = random.nextInt(20);
    String message =
        kind == 0
            ? "checkpoint starting: time"
            : kind == 1
                ? "checkpoint complete: wrote 128 buffers (0.8%); 0 WAL file(s) added, 0 removed, 1 recycled; write=12.8 s, sync=0.01 s, total=12.9 s; sync files=41, longest=0.004 s, average=0.001 s; distance=16384 kB, estimate=16384 kB"
                : "AUDIT: SESSION,"
                    + number
                    + ",1,READ,SELECT,TABLE,public.customer,\"select id, name, 'O''Brien, \"\"Bob\"\"' as quoted from customer where id = "
                    + random.nextInt(1000)
                    + "\",<none>";
    switch (format) {
      case 0 ->
          put(
              out,
              time + " UTC [" + (4000 + number % 900) + "] app@orders/10.0.0.7 LOG:  " + message);
      case 1 ->
          put(
              out,
              time
                  + " UTC,\"app\",\"orders\","
                  + (4000 + number % 900)
                  + ",\"10.0.0.7:40112\",65a1b2c3."
                  + Long.toHexString(number)
                  + ","
                  + (number % 90)
                  + ",\"SELECT\","
                  + time.substring(0, 19)
                  + " UTC,5/1234,0,LOG,00000,\""
                  + message.replace("\"", "\"\"")
                  + "\",,,,,,,,,\"orders-app\",\"client backend\",,0");
      default ->
          put(
              out,
              "{\"timestamp\":\""
                  + time
                  + " UTC\",\"user\":\"app\",\"dbname\":\"orders\",\"pid\":"
                  + (4000 + number % 900)
                  + ",\"remote_host\":\"10.0.0.7\",\"session_id\":\"65a1b2c3."
                  + Long.toHexString(number)
                  + "\",\"line_num\":"
                  + (number % 90)
                  + ",\"ps\":\"SELECT\",\"error_severity\":\"LOG\",\"message\":\""
                  + message.replace("\"", "\\\"")
                  + "\",\"application_name\":\"orders-app\",\"backend_type\":\"client backend\",\"query_id\":0}");
    }
  }
}
