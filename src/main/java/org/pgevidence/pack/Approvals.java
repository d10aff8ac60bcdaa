package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SigningKey;

/** Adds folders to a sealed pack: approvals and archival renewals. Nothing else of it changes. */
public final class Approvals {
  static final String REPORT = "report.pdf";
  static final String STATEMENT = "statement.json";
  static final String SIGNATURE = "statement.json.p7s";

  /** Role of a folder that only renews the archival timestamp. */
  public static final String RENEWAL = "renewal";

  private Approvals() {}

  /** Folders of approvals, in order; empty when there are none. */
  static List<Path> folders(Path pack) throws IOException {
    Path root = pack.resolve(Layout.APPROVALS);
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      try (var children = Files.newDirectoryStream(root)) {
        children.forEach(folders::add);
      }
    }
    folders.sort(null);
    return folders;
  }

  /**
   * Adds the folder of a role. The pack must verify (exit code 4), and the key and its subject must
   * differ from the sealer's and from every earlier approval's (exit code 2).
   *
   * @return the new folder
   */
  public static Path add(Path pack, String role, String conclusion, SealPlan plan) {
    if (plan.level().needsTimestamp() && plan.authority().isEmpty()) {
      throw UserFault.usage(
          "The pack was not signed: level "
              + plan.level()
              + " takes a timestamp. Name a timestamp authority with --tsa, or ask for level B.");
    }
    VerifyReport report = new PackVerifier(plan.trust(), false, Optional.empty()).verify(pack);
    if (report.isFailed()) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The pack " + pack + " was not signed, since it does not verify:\n" + report.toText());
    }
    try {
      return write(pack.toAbsolutePath().normalize(), role, conclusion, plan);
    } catch (SignatureFault e) {
      throw UserFault.io("The approval could not be signed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw UserFault.io(
          "The approval could not be written below " + pack + ": " + e + ". Nothing was left.", e);
    }
  }

  private static Path write(Path pack, String role, String conclusion, SealPlan plan)
      throws IOException, SignatureFault {
    List<Path> before = folders(pack);
    Path lastReport =
        before.isEmpty() ? pack.resolve(Layout.REPORT) : before.getLast().resolve(REPORT);
    requireOther(pack, before, role, plan.key());
    byte[] pdf = Files.readAllBytes(lastReport);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    PdfSigner signer = new PdfSigner(plan.client(), plan.trust());
    byte[] signed =
        role.equals(RENEWAL)
            ? signer.renew(pdf, plan.key().chain())
            : signer.approve(
                pdf, plan.key(), role, new PdfSigner.Request(plan.level(), sentence(role), now));
    Statement statement =
        new Statement(
            role,
            conclusion,
            now,
            plan.key().subject(),
            Digest.hex(pack.resolve(Layout.MANIFEST)),
            Digest.hex(pack.resolve(Layout.SIGNATURE)),
            before.isEmpty()
                ? Optional.empty()
                : Optional.of(Digest.hex(before.getLast().resolve(STATEMENT))),
            Digest.hex(signed),
            signed.length);
    byte[] text = statement.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String name = String.format(Locale.ROOT, "%02d-%s", before.size() + 1, role);
    Path work = pack.resolveSibling("." + pack.getFileName() + "-" + name);
    try (PackFolder folder = PackFolder.create(work)) {
      folder.write(REPORT, signed);
      folder.write(STATEMENT, text);
      folder.write(SIGNATURE, DetachedSignature.create(text, plan.key(), now, plan.client()));
      Path finished = folder.finish();
      Files.createDirectories(
          pack.resolve(Layout.APPROVALS),
          java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
              java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
      Path target = pack.resolve(Layout.APPROVALS).resolve(name);
      return Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static String sentence(String role) {
    return switch (role) {
      case "reviewer" -> "Reviewed";
      case "approver" -> "Approved";
      default -> "Examined by the auditor";
    };
  }

  private static void requireOther(Path pack, List<Path> before, String role, SigningKey key)
      throws IOException, SignatureFault {
    List<DetachedSignature> earlier = new ArrayList<>();
    earlier.add(DetachedSignature.parse(Files.readAllBytes(pack.resolve(Layout.SIGNATURE))));
    for (Path folder : before) {
      earlier.add(DetachedSignature.parse(Files.readAllBytes(folder.resolve(SIGNATURE))));
    }
    for (DetachedSignature signature : earlier) {
      boolean isSame =
          signature.chain().getFirst().getPublicKey().equals(key.certificate().getPublicKey())
              || signature.subject().equals(Chains.subject(key.certificate()));
      if (isSame && !role.equals(RENEWAL)) {
        throw UserFault.usage(
            "The pack was not signed as "
                + role
                + ": key or subject is that of "
                + signature.subject()
                + ", who signed before. Use the key of another person.");
      }
    }
  }
}
