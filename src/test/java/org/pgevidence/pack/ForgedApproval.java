package org.pgevidence.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pgevidence.fact.Digest;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** An approval that someone with a key made without the program. */
final class ForgedApproval {
  private ForgedApproval() {}

  static void write(Path copy, SigningKey key, String role) throws IOException, SignatureFault {
    write(copy, key, role, role, 0);
  }

  /** Replaces all approvals by one that its key holder made by hand. */
  static void write(Path copy, SigningKey key, String role, String field, long offSeconds)
      throws IOException, SignatureFault {
    delete(copy.resolve("approvals"));
    Instant at = Instant.now().plusSeconds(offSeconds).truncatedTo(ChronoUnit.SECONDS);
    var request = new PdfSigner.Request(SignatureLevel.B, field, false, "Approved", at);
    byte[] pdf =
        new PdfSigner(Optional.empty(), Trust.none())
            .sign(Files.readAllBytes(copy.resolve("report.pdf")), key, request);
    byte[] statement =
        new Statement(
                role,
                "All is well",
                at,
                key.subject(),
                Digest.hex(copy.resolve(Layout.MANIFEST)),
                Digest.hex(copy.resolve(Layout.SIGNATURE)),
                Optional.empty(),
                Digest.hex(pdf),
                pdf.length)
            .toJson()
            .getBytes(StandardCharsets.UTF_8);
    Path folder = Files.createDirectories(copy.resolve("approvals/01-" + role));
    Files.write(folder.resolve("report.pdf"), pdf);
    Files.write(folder.resolve("statement.json"), statement);
    Files.write(
        folder.resolve("statement.json.p7s"),
        DetachedSignature.create(statement, key, at, Optional.empty()));
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
