package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.sign.SignatureFault;

/**
 * Packs that are made to harm whoever verifies them: nothing hangs, is followed or fills memory.
 */
class HostilePackTest {
  private static final Map<String, Hostility> HOSTILITIES = hostilities();

  private record Hostility(Change change, String words) {}

  @FunctionalInterface
  private interface Change {
    void apply(Path pack) throws IOException, SignatureFault, InterruptedException;
  }

  static List<String> names() {
    return List.copyOf(HOSTILITIES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsRefusedByName(String name) throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    Hostility hostility = java.util.Objects.requireNonNull(HOSTILITIES.get(name));

    hostility.change().apply(copy);
    VerifyReport report = SealedPacks.verify(copy);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains(hostility.words()), report.toText());
  }

  private static Map<String, Hostility> hostilities() {
    Map<String, Hostility> all = new LinkedHashMap<>();
    for (String file : List.of("report.pdf", "findings.json", "SHA256SUMS", "more")) {
      all.put(
          "pipe as " + file,
          new Hostility(
              copy -> pipe(copy.resolve(file)), "files: " + file + " is a link or a special file"));
    }
    all.put(
        "pipe as the signature",
        new Hostility(
            copy -> pipe(copy.resolve(Layout.SIGNATURE)),
            "manifest signature: manifest.json.p7s is no regular file"));
    all.put(
        "pipe as an approval's report",
        new Hostility(
            copy -> {
              Path folder = Files.createDirectories(copy.resolve("approvals/01-reviewer"));
              pipe(folder.resolve("report.pdf"));
            },
            "approvals/01-reviewer: report.pdf is no regular file"));
    all.put(
        "device as a file",
        new Hostility(
            copy -> {
              Files.delete(copy.resolve("README.txt"));
              Files.createSymbolicLink(copy.resolve("README.txt"), Path.of("/dev/zero"));
            },
            "files: README.txt is a link or a special file"));
    all.put(
        "link to a folder",
        new Hostility(
            copy -> Files.createSymbolicLink(copy.resolve("more"), Path.of("/")),
            "files: more is a link or a special file"));
    all.put(
        "approvals are a link",
        new Hostility(
            copy -> Files.createSymbolicLink(copy.resolve("approvals"), Path.of("/tmp")),
            "files: approvals is a link or a special file"));
    all.put(
        "folders in folders",
        new Hostility(
            copy -> Files.createDirectories(copy.resolve("a/".repeat(60))),
            "is a link or a special file"));
    all.put(
        "file of ten gigabytes",
        new Hostility(
            copy -> grow(copy.resolve("findings.json"), 10L << 30),
            "files: findings.json was changed: its size differs"));
    all.put(
        "signature of ten gigabytes",
        new Hostility(
            copy -> grow(copy.resolve(Layout.SIGNATURE), 10L << 30),
            "manifest signature: manifest.json.p7s is larger than"));
    all.put(
        "more bytes than any pack holds",
        new Hostility(
            copy ->
                SealedPacks.sign(
                    copy,
                    Files.readString(copy.resolve(Layout.MANIFEST))
                        .replaceFirst("\"size\" : [0-9]+", "\"size\" : 9000000000000000000"),
                    SealedPacks.key()),
            "files: the manifest names more than"));
    all.put(
        "compressed bomb",
        new Hostility(
            copy -> {
              Path bomb = copy.resolve("facts/bomb.jsonl.gz");
              Files.write(bomb, new byte[0]);
              try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
                for (int i = 0; i < 64; i++) {
                  out.write(new byte[1 << 20]);
                }
              }
              SealedPacks.reseal(copy, SealedPacks.key());
              SealedPacks.sign(
                  copy,
                  Files.readString(copy.resolve(Layout.MANIFEST))
                      .replaceFirst(
                          "\"uncompressed_size\" : 67108864", "\"uncompressed_size\" : 9"),
                  SealedPacks.key());
            },
            "files: facts/bomb.jsonl.gz was changed: it cannot be uncompressed"));
    return all;
  }

  private static VerifyReport verify(Path pack, Budget budget) {
    return new PackVerifier(SealedPacks.trust(), true, Optional.empty(), budget).verify(pack);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20000|1000000000|1000000000|files: the manifest names more than 20000 bytes in all",
        "1000000000|1000|1000000000|more than the 1000 that verify loads",
        "1000000000|1000000000|20000|report.pdf: its streams hold more than 20000 bytes uncompressed",
      })
  void whatIsMoreThanTheBudgetIsSaidInASentence(long files, long loaded, long pdf, String words)
      throws Exception {
    Budget small = new Budget(files, loaded, pdf);

    VerifyReport report = verify(SealedPacks.first(), small);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains(words), report.toText());
  }

  /** The sealer's own: all digests and signatures of the pack are right. */
  @Test
  void compressedFactsAreCountedBeforeTheyAreRead() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(copy.resolve("facts/bomb.jsonl.gz")))) {
      for (int i = 0; i < 8; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    SealedPacks.reseal(copy, SealedPacks.key());

    VerifyReport report = verify(copy, new Budget(1L << 30, 8L << 20, 1L << 30));

    assertTrue(report.toText().contains("more than the 8388608 that verify loads"));
    assertTrue(report.toText().contains("re-performance: not done"), report.toText());
  }

  @Test
  void approvedReportIsMeasuredToo() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    ForgedApproval.write(copy, SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"), "reviewer");
    Path approved = copy.resolve("approvals/01-reviewer/report.pdf");

    VerifyReport report = verify(copy, new Budget(1L << 30, 1L << 30, Files.size(approved) / 2));

    assertTrue(
        report.toText().contains("approvals/01-reviewer: its streams hold more"), report.toText());
  }

  @Test
  void nothingFromAPackReachesTheTerminalAsItStands() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    String clear = "\u001b[2J\u202eevil\r";
    Files.createDirectories(copy.resolve("approvals").resolve(clear));
    Files.writeString(copy.resolve("x" + clear), "");
    Path named = copy.resolveSibling("p" + clear);
    Files.move(copy, named);

    VerifyReport report = SealedPacks.verify(named);

    assertEquals(4, report.exitCode(), report.toText());
    for (String harm : List.of("\u001b", "\u202e", "\r")) {
      assertFalse(report.toText().contains(harm), report.toText());
    }
  }

  @Test
  void packMayBeNamedByALink() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    Path link = Files.createSymbolicLink(copy.resolveSibling("latest"), copy);

    VerifyReport report = SealedPacks.verify(link);

    assertEquals(0, report.exitCode(), report.toText());
  }

  private static void pipe(Path file) throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
  }

  /** Takes no room on the disk. */
  private static void grow(Path file, long bytes) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }
}
