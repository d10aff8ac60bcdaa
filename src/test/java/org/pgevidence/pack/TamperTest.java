package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.fact.Digest;
import org.pgevidence.sign.Trust;

/** Whatever is changed in a sealed pack, verification fails. */
class TamperTest {
  @TempDir static Path work;

  private static final Map<String, Change> CHANGES = changes();

  /** What a forger does to a copy of the pack. */
  @FunctionalInterface
  interface Change {
    void apply(Path pack) throws IOException;
  }

  @Test
  void untouchedPackIsValidToWhoTrustsItsRootAndUnverifiedToOthers() {
    VerifyReport trusted = SealedPacks.verify(SealedPacks.first());
    VerifyReport untrusted =
        new PackVerifier(Trust.none(), false, Optional.empty()).verify(SealedPacks.first());

    assertEquals(0, trusted.exitCode(), trusted.toText());
    assertEquals(3, untrusted.exitCode(), untrusted.toText());
    assertEquals("intact; signer not verified", untrusted.verdict());
  }

  @Test
  void packMadeAnewByAnotherKeyIsNotTrusted() {
    VerifyReport report = SealedPacks.verify(SealedPacks.forged());

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("under a root that is not trusted"), report.toText());
  }

  static List<String> names() {
    return List.copyOf(CHANGES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void noChangePasses(String name) throws IOException {
    Path copy = SealedPacks.copy(SealedPacks.first());
    change(name).apply(copy);

    VerifyReport report = SealedPacks.verify(copy);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("  FAILED      " + words(name)), report.toText());
  }

  /** How the verdict on a change begins. */
  private static String words(String name) {
    if (name.endsWith(" manifest.json")) {
      return "manifest";
    }
    if (name.startsWith("byte appended to ") || name.startsWith("byte changed in f")) {
      return "files: " + name.substring(name.lastIndexOf(' ') + 1) + " was changed";
    }
    return switch (name) {
      case "file removed" -> "files: machine/junit.xml is missing";
      case "file added" -> "files: facts/more.jsonl was added";
      case "hidden file added" -> "files: .more was added";
      case "file renamed" -> "files: findings.json is missing";
      case "file replaced by a link" -> "files: findings.json is a link";
      case "timestamp added" -> "timestamp: it was added";
      case "bytes appended to report.pdf", "byte changed in report.pdf" -> "report.pdf: ";
      case "report of another pack" -> "report.pdf: it was signed by another key";
      case "approval made up" -> "approvals/01-reviewer: its files are";
      case "manifest and signature of another pack" -> "signer: ";
      default ->
          name.startsWith("byte changed in ") && !name.endsWith("signature")
              ? "files: " + name.substring("byte changed in ".length()) + " was changed"
              : "manifest signature: ";
    };
  }

  /** Else the folder would be called no pack, as if the path were mistyped. */
  @Test
  void packWithoutItsManifestIsBroken() throws IOException {
    Path broken = SealedPacks.copy(SealedPacks.first());
    Files.delete(broken.resolve("manifest.json"));

    VerifyReport report = SealedPacks.verify(broken);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("it is missing"), report.toText());
  }

  @Test
  void missingLinkOfTheChainIsNamed() throws IOException {
    Path store = Files.createDirectory(work.resolve("store"));
    Path earlier = store.resolve("orders-test").resolve(SealedPacks.first().getFileName());
    SealedPacks.copy(SealedPacks.first(), earlier);
    Path later = store.resolve("orders-test").resolve(SealedPacks.second().getFileName());
    SealedPacks.copy(SealedPacks.second(), later);
    PackVerifier verifier = new PackVerifier(SealedPacks.trust(), true, Optional.of(store));

    VerifyReport whole = verifier.verify(later);
    flip(earlier.resolve("manifest.json.p7s"));
    VerifyReport changed = verifier.verify(later);
    Files.delete(earlier.resolve("manifest.json"));
    VerifyReport broken = verifier.verify(later);

    assertEquals(0, whole.exitCode(), whole.toText());
    assertTrue(whole.toText().contains("1 earlier packs, every link present"), whole.toText());
    assertEquals(4, changed.exitCode(), changed.toText());
    assertTrue(changed.toText().contains("chain: the signature of"), changed.toText());
    assertEquals(4, broken.exitCode(), broken.toText());
    assertTrue(broken.toText().contains("which is missing in"), broken.toText());
  }

  /** The key's holder can seal an earlier pack anew; the later one names the manifest that was. */
  @Test
  void replacedLinkOfTheChainIsNamed() throws Exception {
    Path store = Files.createDirectory(work.resolve("resealed"));
    Path earlier = store.resolve("orders-test").resolve(SealedPacks.first().getFileName());
    SealedPacks.copy(SealedPacks.first(), earlier);
    Path later = store.resolve("orders-test").resolve(SealedPacks.second().getFileName());
    SealedPacks.copy(SealedPacks.second(), later);
    Files.writeString(earlier.resolve("report.html"), "<p>All is well");
    SealedPacks.reseal(earlier, SealedPacks.key());

    VerifyReport report =
        new PackVerifier(SealedPacks.trust(), true, Optional.of(store)).verify(later);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("FAILED      chain: "), report.toText());
    assertTrue(report.toText().contains("which is missing in"), report.toText());
  }

  private static Change change(String name) {
    return java.util.Objects.requireNonNull(CHANGES.get(name));
  }

  private static Map<String, Change> changes() {
    Map<String, Change> changes = new LinkedHashMap<>();
    for (String file :
        List.of(
            "facts/role.jsonl",
            "facts/snapshot.json",
            "findings.json",
            "replay.sql",
            "report.html",
            "evidence.xlsx",
            "README.txt",
            "SHA256SUMS",
            "evidence.sha256",
            "machine/results.sarif.json",
            "definitions/scope.json",
            "manifest.json")) {
      changes.put("byte appended to " + file, copy -> append(copy.resolve(file), "\n"));
      changes.put("byte changed in " + file, copy -> flip(copy.resolve(file)));
    }
    changes.put("bytes appended to report.pdf", copy -> append(copy.resolve("report.pdf"), "%%"));
    changes.put("byte changed in report.pdf", copy -> flip(copy.resolve("report.pdf")));
    changes.put("byte changed in the signature", copy -> flip(copy.resolve("manifest.json.p7s")));
    changes.put("signature cut", copy -> Files.writeString(copy.resolve("manifest.json.p7s"), ""));
    changes.put("signature removed", copy -> Files.delete(copy.resolve("manifest.json.p7s")));
    changes.put("file removed", copy -> Files.delete(copy.resolve("machine/junit.xml")));
    changes.put("file added", copy -> Files.writeString(copy.resolve("facts/more.jsonl"), "[]"));
    changes.put("hidden file added", copy -> Files.writeString(copy.resolve(".more"), ""));
    changes.put("timestamp added", copy -> Files.writeString(copy.resolve(Layout.TIMESTAMP), "x"));
    changes.put(
        "file renamed",
        copy -> Files.move(copy.resolve("findings.json"), copy.resolve("finding.json")));
    changes.put(
        "file replaced by a link",
        copy -> {
          Files.delete(copy.resolve("findings.json"));
          Files.createSymbolicLink(
              copy.resolve("findings.json"), SealedPacks.first().resolve("findings.json"));
        });
    changes.put("signature of another pack", copy -> take(copy, "manifest.json.p7s"));
    changes.put("report of another pack", copy -> take(copy, "report.pdf"));
    changes.put(
        "manifest and signature of another pack",
        copy -> {
          take(copy, "manifest.json");
          take(copy, "manifest.json.p7s");
        });
    changes.put(
        "fact row edited and its digest renewed everywhere",
        copy -> {
          Path fact = copy.resolve("facts/role.jsonl");
          String before = Digest.hex(fact);
          Files.writeString(fact, Files.readString(fact).replace("anna", "anne"));
          String after = Digest.hex(fact);
          for (String list : List.of("SHA256SUMS", "evidence.sha256", "manifest.json")) {
            Path file = copy.resolve(list);
            Files.writeString(file, Files.readString(file).replace(before, after));
          }
        });
    changes.put(
        "clock of the manifest moved",
        copy -> {
          Path file = copy.resolve("manifest.json");
          Files.writeString(file, Files.readString(file).replace("2026-", "2025-"));
        });
    changes.put(
        "approval made up",
        copy -> {
          Path folder = Files.createDirectories(copy.resolve("approvals/01-reviewer"));
          Files.copy(copy.resolve("report.pdf"), folder.resolve("report.pdf"));
          Files.writeString(folder.resolve("statement.json"), "{}");
        });
    return changes;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void take(Path copy, String file) throws IOException {
    Files.write(copy.resolve(file), Files.readAllBytes(SealedPacks.forged().resolve(file)));
  }
}
