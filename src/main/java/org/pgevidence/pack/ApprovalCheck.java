package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pgevidence.fact.Digest;
import org.pgevidence.render.SignatureFields;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfRevisions;
import org.pgevidence.sign.PdfVerifier;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.TimestampToken;
import org.pgevidence.sign.Trust;

/** Approvals: each extends the report before it by one signature, and states what it approves. */
final class ApprovalCheck {
  private static final Set<String> FILES =
      Set.of(Approvals.REPORT, Approvals.STATEMENT, Approvals.SIGNATURE);
  private static final Set<String> ROLES =
      Set.of("reviewer", "approver", "auditor", Approvals.RENEWAL);
  private static final Set<String> FIELDS =
      Set.of("reviewer", "approver", "auditor", SignatureFields.OPERATOR);
  private static final int MOST = 99;

  private final Path pack;
  private final PackVerifier verifier;
  private final Steps steps;
  private final Set<PublicKey> keys = new HashSet<>();
  private final Set<String> subjects = new HashSet<>();
  private Optional<String> previous = Optional.empty();
  private Instant notBefore;
  private byte[] report;
  private int signatures = 1;
  private Optional<Instant> provenUntil;

  private ApprovalCheck(
      Path pack,
      DetachedSignature seal,
      Optional<Instant> provenUntil,
      PackVerifier verifier,
      Steps steps)
      throws IOException {
    this.pack = pack;
    this.provenUntil = provenUntil;
    this.verifier = verifier;
    this.steps = steps;
    keys.add(seal.chain().getFirst().getPublicKey());
    subjects.add(seal.subject());
    notBefore = seal.signedAt();
    report = Bounded.read(pack.resolve(Layout.REPORT), Bounded.REPORT);
  }

  /**
   * Checks all approvals.
   *
   * @param provenUntil until when the seal's timestamp proves its time; empty when it has none
   * @return the same, longer where approvals were stamped meanwhile
   */
  static Optional<Instant> run(
      Path pack,
      byte[] manifest,
      DetachedSignature seal,
      Optional<Instant> provenUntil,
      PackVerifier verifier,
      Steps steps)
      throws IOException {
    List<Path> folders = Approvals.folders(pack);
    if (folders.isEmpty()) {
      steps.note("approvals", "none");
      return provenUntil;
    }
    if (folders.size() > MOST) {
      steps.failed("approvals", "there are more than " + MOST);
      return provenUntil;
    }
    if (!Files.isRegularFile(pack.resolve(Layout.REPORT), LinkOption.NOFOLLOW_LINKS)) {
      return provenUntil;
    }
    ApprovalCheck check = new ApprovalCheck(pack, seal, provenUntil, verifier, steps);
    int number = 1;
    for (Path folder : folders) {
      String part = "approvals/" + folder.getFileName();
      try {
        check.folder(folder, part, number++, Digest.hex(manifest));
      } catch (SignatureFault | IOException | RuntimeException e) {
        steps.failed(part, String.valueOf(e.getMessage()));
        break;
      }
    }
    return check.provenUntil;
  }

  private void folder(Path folder, String part, int number, String manifest)
      throws IOException, SignatureFault {
    requireFiles(folder);
    byte[] text = Bounded.read(folder.resolve(Approvals.STATEMENT), Bounded.STATEMENT);
    DetachedSignature signature =
        DetachedSignature.parse(
            Bounded.read(folder.resolve(Approvals.SIGNATURE), Bounded.STATEMENT));
    signature.verify(text);
    Statement statement =
        Statement.parse(new String(text, java.nio.charset.StandardCharsets.UTF_8));
    String name = String.format(Locale.ROOT, "%02d-%s", number, statement.role());
    if (!ROLES.contains(statement.role()) || !folder.endsWith(name)) {
      throw new SignatureFault("its folder should be called " + name);
    }
    byte[] pdf = Bounded.read(folder.resolve(Approvals.REPORT), Bounded.REPORT);
    require(statement.manifest().equals(manifest), "it approves another manifest");
    require(
        statement.signature().equals(Digest.hex(pack.resolve(Layout.SIGNATURE))),
        "it approves another signature of the manifest");
    require(statement.previous().equals(previous), "it does not follow the approval before it");
    require(
        statement.subject().equals(signature.subject()), "it names another signer than its own");
    require(statement.at().equals(signature.signedAt()), "its time is not that of its signature");
    require(!statement.at().isBefore(notBefore), "it was signed before what it approves");
    require(
        statement.report().equals(Digest.hex(pdf)) && statement.reportSize() == pdf.length,
        "its report.pdf was changed");
    boolean isRenewal = statement.role().equals(Approvals.RENEWAL);
    boolean isNewKey = keys.add(signature.chain().getFirst().getPublicKey());
    boolean isNewSubject = subjects.add(signature.subject());
    require(isRenewal || (isNewKey && isNewSubject), "its key or subject signed before");
    report(pdf, signature, statement.role(), part);
    Instant at = provenAt(signature).orElse(Instant.now());
    verifier.judge(part, signature.chain(), at, steps);
    steps.note(part, statement.role() + " at " + statement.at() + ": " + statement.conclusion());
    previous = Optional.of(Digest.hex(text));
    notBefore = statement.at();
    report = pdf;
  }

  private Optional<Instant> provenAt(DetachedSignature signature) throws SignatureFault {
    if (signature.timestamp().isEmpty()) {
      return Optional.empty();
    }
    TimestampToken stamp = TimestampToken.of(signature.timestamp().get(), signature.value());
    verifier.trust().requireSound(stamp);
    Duration off = Duration.between(signature.signedAt(), stamp.at()).abs();
    require(
        off.compareTo(PackVerifier.CLOCK_TOLERANCE) <= 0,
        "its timestamp says " + stamp.at() + ", its signature " + signature.signedAt());
    if (!verifier.trust().trusts(stamp.chain())) {
      return Optional.empty();
    }
    Instant end = Trust.endOf(stamp.chain());
    provenUntil =
        provenUntil.map(until -> stamp.at().isAfter(until) || end.isBefore(until) ? until : end);
    return Optional.of(stamp.at());
  }

  private void report(byte[] pdf, DetachedSignature signature, String role, String part)
      throws SignatureFault {
    PdfVerifier.Result result = PdfVerifier.verify(pdf, verifier.trust(), verifier.budget().pdf());
    result.faults().forEach(fault -> steps.failed(part, fault));
    if (result.signatures().isEmpty()) {
      throw new SignatureFault("its report.pdf bears no signature that could be read");
    }
    PdfRevisions.faults(report, pdf).forEach(fault -> steps.failed(part, fault));
    boolean isRenewal = role.equals(Approvals.RENEWAL);
    int before = signatures;
    signatures = result.signatures().size();
    require(
        signatures == before + (isRenewal ? 0 : 1),
        "its report.pdf bears " + signatures + " signatures after " + before);
    require(!isRenewal || pdf.length > report.length, "its report.pdf bears no further timestamp");
    if (!isRenewal) {
      var last = result.signatures().getLast();
      require(
          last.chain().getFirst().equals(signature.chain().getFirst()),
          "its report.pdf was signed by another key than its statement");
      require(last.permission() == 0, "its report.pdf was certified a second time");
      require(
          last.field().equals(role) || !FIELDS.contains(last.field()),
          "its report.pdf was signed in the field of the " + last.field());
      Duration off = Duration.between(last.claimedAt(), signature.signedAt()).abs();
      require(
          off.compareTo(PackVerifier.CLOCK_TOLERANCE) <= 0,
          "its report.pdf was signed at another time than its statement");
    }
  }

  private static void requireFiles(Path folder) throws IOException, SignatureFault {
    require(
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS), "it is not a folder of an approval");
    Set<String> names = new TreeSet<>();
    try (var children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        names.add(String.valueOf(child.getFileName()));
        require(
            Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS),
            child.getFileName() + " is no regular file");
      }
    }
    require(names.equals(FILES), "its files are " + names + ", not " + new TreeSet<>(FILES));
  }

  private static void require(boolean holds, String otherwise) throws SignatureFault {
    if (!holds) {
      throw new SignatureFault(otherwise);
    }
  }
}
