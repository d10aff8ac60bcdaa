package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.collect.Estate;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.sign.KeyType;

/** A pack of a server with a secret in every place and hostile names, looked at byte by byte. */
class WholePackIT {
  private static final String HOSTILE = "=cmd|'x'!A1\"<script>\n</td>\u202e\ud83d\ude00;--";

  private static final Pattern SECRET = Pattern.compile("canary\\d+");

  @TempDir Path folder;

  @Test
  void packHoldsNoSecretAndNamesDoNoHarm() throws Exception {
    Path pack;
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      Estate.load(server, HOSTILE);
      Path snapshot = folder.resolve("snapshot");
      String target = "host=127.0.0.1 port=" + server.port() + " user=postgres sslmode=disable";
      Team team = Team.in(folder);
      Run collected =
          Run.of(
              "collect",
              "-t",
              target,
              "-o",
              snapshot.toString(),
              "--system",
              "canaries",
              "--server-log",
              serverLog().toString(),
              "--backup-log",
              backupTool().toString(),
              "--sign",
              team.key("collector", "Carl Collector", KeyType.EC).toString(),
              "--passphrase-file",
              team.passphrase().toString());
      assertEquals(3, collected.code(), collected.err());
      pack = packed(snapshot);
    }

    Map<String, String> texts = texts(pack);
    assertTrue(texts.size() > 100, "only " + texts.size() + " texts");
    texts.forEach(
        (name, text) -> {
          assertEquals(
              List.of(),
              SECRET.matcher(text).results().map(found -> found.group()).distinct().toList(),
              name);
          assertFalse(text.contains("SCRAM-SHA-256$"), "a verifier is in " + name);
        });
    String html = texts.getOrDefault("report.html", "");
    assertFalse(html.contains("<script>\n</td>"), "a name is markup in report.html");
    assertTrue(html.contains("&lt;script") || html.contains("\\u003cscript"), "the name is lost");
    texts.forEach(
        (name, text) -> {
          if (name.contains(".xlsx!xl/worksheets/")) {
            assertFalse(text.contains("<f>=cmd") || text.contains("<f>cmd"), name);
          }
        });
    String pdf = texts.getOrDefault("report.pdf text", "");
    assertTrue(pdf.contains("⟨U+202E⟩"), "the mark that turns text is not shown in report.pdf");
    assertFalse(pdf.contains("\u202e"));
    assertTrue(texts.containsKey("facts/snapshot.json.p7s"));
    assertTrue(pdf.contains("Carl Collector"), "the cover does not say who signed the facts");
    replays(pack);
    Run verified = Run.of("verify", pack.toString());
    assertEquals(3, verified.code(), verified.out() + verified.err());
  }

  private Path serverLog() throws IOException {
    return Files.writeString(
        folder.resolve("postgresql.log"),
        """
        2026-11-20 10:00:00.000 UTC [100] LOG:  starting PostgreSQL 17.11 on x86_64-pc-linux-gnu
        2026-11-20 10:00:01.000 UTC [101] LOG:  statement: alter role a password 'canary40'
        2026-11-20 10:00:02.000 UTC [101] ERROR:  invalid connection option "canary41"
        2026-11-20 10:00:02.000 UTC [101] STATEMENT:  create subscription s connection 'password=canary42' publication p
        2026-11-20 10:00:03.000 UTC [102] LOG:  AUDIT: SESSION,1,1,ROLE,ALTER ROLE,,,alter role b password 'canary43',<none>
        """);
  }

  private Path backupTool() throws IOException {
    return Files.writeString(
        folder.resolve("pgbackrest.conf"),
        "[global]\nrepo1-cipher-pass=canary50\nrepo1-s3-key-secret=canary51\n");
  }

  private Path packed(Path snapshot) throws IOException {
    Path store = folder.resolve("packs");
    Run run = Run.of("pack", "--snapshot", snapshot.toString(), "--out", store.toString());
    assertEquals(1, run.code(), run.err());
    try (Stream<Path> packs = Files.list(store.resolve("canaries"))) {
      return packs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** Every text of a pack: files, unpacked files, parts of workbooks, streams and text of PDFs. */
  private Map<String, String> texts(Path pack) throws IOException, InterruptedException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(pack)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = pack.relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        texts.put(name, new String(bytes, StandardCharsets.UTF_8));
        if (name.endsWith(".gz")) {
          try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            texts.put(name + " plain", new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        } else if (name.endsWith(".xlsx")) {
          try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
              texts.put(
                  name + "!" + part.getName(),
                  new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
          }
        } else if (name.endsWith(".pdf")) {
          pdf(file, name, texts);
        }
      }
    }
    return texts;
  }

  /** The text as read, and all objects as qpdf unpacks them; UTF-16 is read as ASCII. */
  private void pdf(Path file, String name, Map<String, String> texts)
      throws IOException, InterruptedException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      texts.put(name + " text", new PDFTextStripper().getText(document));
    }
    Path plain = folder.resolve("plain.pdf");
    int code =
        new ProcessBuilder(
                "qpdf", "--qdf", "--object-streams=disable", file.toString(), plain.toString())
            .start()
            .waitFor();
    assertEquals(0, code, "qpdf");
    texts.put(
        name + " objects", Files.readString(plain, StandardCharsets.ISO_8859_1).replace("\0", ""));
  }

  /** Stock sqlite3 reads the names as they are and gives the pack's own counts. */
  private static void replays(Path pack) throws Exception {
    Process sqlite =
        new ProcessBuilder("sqlite3", "-safe", "-bail", ":memory:")
            .redirectInput(pack.resolve("replay.sql").toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new ArrayList<>(
            new String(sqlite.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
    assertEquals(0, sqlite.waitFor(), String.join("\n", lines));
    assertTrue(lines.size() > 100, "only " + lines.size() + " lines");
  }
}
