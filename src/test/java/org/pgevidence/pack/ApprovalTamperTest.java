package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.fact.UserFault;
import org.pgevidence.render.PdfRules;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** Approvals that were changed, moved, or made up: verification names each. */
class ApprovalTamperTest {
  private static final String FIRST = "approvals/01-reviewer/";
  private static final String SECOND = "approvals/02-approver/";
  private static final Map<String, Tamper> TAMPERS = tampers();

  @SuppressWarnings("NullAway.Init")
  private static Path pack;

  /** A change of a pack, and words of the verdict on it. */
  private record Tamper(Change change, String words) {}

  @FunctionalInterface
  private interface Change {
    void apply(Path pack) throws IOException, SignatureFault;
  }

  private static SealPlan plan(SigningKey key) {
    return new SealPlan(key, SignatureLevel.B, Optional.empty(), Trust.none());
  }

  @BeforeAll
  static void approve() throws IOException {
    pack = SealedPacks.copy(SealedPacks.first());
    Approvals.add(
        pack,
        "reviewer",
        "Reviewed",
        plan(SealedPacks.key(SealedPacks.AUTHORITY, "Rita Reviewer")));
    Approvals.add(
        pack,
        "approver",
        "Approved",
        plan(SealedPacks.key(SealedPacks.AUTHORITY, "Anna Approver")));
  }

  @Test
  void genuineApprovalsHold() throws Exception {
    VerifyReport report = SealedPacks.verify(pack);

    assertEquals(0, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("approver at"), report.toText());
    for (String file : List.of("report.pdf", FIRST + "report.pdf", SECOND + "report.pdf")) {
      assertEquals(List.of(), PdfRules.faults(pack.resolve(file), "3a"), file);
      assertEquals(List.of(), PdfRules.faults(pack.resolve(file), "ua1"), file);
    }
  }

  @Test
  void whoSealedCannotApprove() {
    UserFault fault =
        assertThrows(
            UserFault.class, () -> Approvals.add(pack, "auditor", "Fine", plan(SealedPacks.key())));

    assertEquals(2, fault.kind().exitCode());
  }

  static List<String> names() {
    return List.copyOf(TAMPERS.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachChangeIsNamed(String name) throws Exception {
    Path copy = SealedPacks.copy(pack);
    Tamper tamper = java.util.Objects.requireNonNull(TAMPERS.get(name));

    tamper.change().apply(copy);
    VerifyReport report = SealedPacks.verify(copy);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains(tamper.words()), report.toText());
  }

  private static Map<String, Tamper> tampers() {
    Map<String, Tamper> all = new LinkedHashMap<>();
    all.put(
        "statement edited",
        new Tamper(copy -> edit(copy.resolve(SECOND + "statement.json")), "of other content"));
    all.put(
        "statement of another approval",
        new Tamper(
            copy -> {
              take(copy, FIRST + "statement.json", SECOND + "statement.json");
              take(copy, FIRST + "statement.json.p7s", SECOND + "statement.json.p7s");
            },
            "its folder should be called"));
    all.put(
        "signature of the statement removed",
        new Tamper(copy -> Files.delete(copy.resolve(SECOND + "statement.json.p7s")), "its files"));
    all.put(
        "report without the approval's signature",
        new Tamper(
            copy -> take(copy, "report.pdf", FIRST + "report.pdf"), "its report.pdf was changed"));
    all.put(
        "byte of the approved report changed",
        new Tamper(copy -> flip(copy.resolve(FIRST + "report.pdf")), "its report.pdf was changed"));
    all.put(
        "bytes behind the approved report",
        new Tamper(
            copy ->
                Files.writeString(
                    copy.resolve(SECOND + "report.pdf"), "%", StandardOpenOption.APPEND),
            "its report.pdf was changed"));
    all.put(
        "role of the folder changed",
        new Tamper(
            copy -> Files.move(copy.resolve(SECOND), copy.resolve("approvals/02-auditor")),
            "its folder should be called 02-approver"));
    all.put(
        "first approval removed",
        new Tamper(
            copy -> ForgedApproval.delete(copy.resolve(FIRST)),
            "its folder should be called 01-approver"));
    all.put(
        "first approval removed and the next renamed",
        new Tamper(
            copy -> {
              ForgedApproval.delete(copy.resolve(FIRST));
              Files.move(copy.resolve(SECOND), copy.resolve("approvals/01-approver"));
            },
            "it does not follow the approval before it"));
    all.put(
        "file added to an approval",
        new Tamper(copy -> Files.writeString(copy.resolve(FIRST + "more"), "x"), "its files are"));
    all.put(
        "folder added to the approvals",
        new Tamper(copy -> Files.createDirectory(copy.resolve("approvals/03")), "its files are"));
    all.put(
        "approval replaced by a link",
        new Tamper(
            copy -> {
              ForgedApproval.delete(copy.resolve(SECOND));
              Files.createSymbolicLink(
                  copy.resolve("approvals/02-approver"), pack.resolve("approvals/02-approver"));
            },
            "it is not a folder of an approval"));
    all.put(
        "approved by the sealer",
        new Tamper(
            copy -> ForgedApproval.write(copy, SealedPacks.key(), "approver"),
            "its key or subject signed before"));
    all.put(
        "approved under another authority",
        new Tamper(
            copy ->
                ForgedApproval.write(
                    copy, SealedPacks.key(SealedPacks.root("Forged"), "Anna Approver"), "approver"),
            "under a root that is not trusted"));
    all.put(
        "approved by a second certification",
        new Tamper(
            copy ->
                ForgedApproval.certify(
                    copy, SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"), "reviewer"),
            "its report.pdf was certified a second time"));
    all.put(
        "approval of another pack",
        new Tamper(
            copy -> {
              ForgedApproval.delete(copy.resolve("approvals"));
              Path other = SealedPacks.copy(SealedPacks.second());
              ForgedApproval.write(
                  other, SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"), "reviewer");
              SealedPacks.copy(other.resolve("approvals"), copy.resolve("approvals"));
            },
            "it approves another manifest"));
    all.put(
        "approval of the same report under another manifest",
        new Tamper(
            copy -> {
              Path sealed = SealedPacks.copy(SealedPacks.first());
              SealedPacks.reseal(sealed, SealedPacks.key());
              ForgedApproval.write(
                  sealed, SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"), "reviewer");
              ForgedApproval.delete(copy.resolve("approvals"));
              Files.writeString(sealed.resolve("report.html"), "<p>All is well");
              SealedPacks.reseal(sealed, SealedPacks.key());
              for (String seal : List.of(Layout.MANIFEST, Layout.SIGNATURE, Layout.SUMS)) {
                Files.copy(
                    sealed.resolve(seal),
                    copy.resolve(seal),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
              }
              Files.writeString(copy.resolve("report.html"), "<p>All is well");
              SealedPacks.copy(sealed.resolve("approvals"), copy.resolve("approvals"));
            },
            "it approves another manifest"));
    all.put(
        "approved in another person's field",
        new Tamper(
            copy ->
                ForgedApproval.write(
                    copy,
                    SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"),
                    "reviewer",
                    "approver",
                    0),
            "was signed in the field of the approver"));
    all.put(
        "approved before it was sealed",
        new Tamper(
            copy ->
                ForgedApproval.write(
                    copy,
                    SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other"),
                    "reviewer",
                    "reviewer",
                    -86_400 * 3),
            "it was signed before what it approves"));
    return all;
  }

  private static void edit(Path file) throws IOException {
    Files.writeString(file, Files.readString(file).replace("Approved", "Rejected"));
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void take(Path copy, String from, String to) throws IOException {
    Files.write(copy.resolve(to), Files.readAllBytes(copy.resolve(from)));
  }
}
