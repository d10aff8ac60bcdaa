package org.pgevidence.pack;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.pgevidence.render.Reports;
import org.pgevidence.render.Stamp;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.PdfCertification;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/**
 * Prints and signs one page in memory while the facts are read: loading fonts, libraries and
 * cryptography takes as long as half of the report, and another processor has nothing to do then.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Starts it where there is more than one processor. Nobody waits for it, and nothing stays.
   *
   * @param templates of the report that will be printed; they are parsed
   */
  public static void start(Templates templates) {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      Thread.ofVirtual()
          .name("rehearsal")
          .start(
              () -> {
                run();
                templates.prepare();
              });
    }
  }

  private static void run() {
    Instant now = Instant.now();
    try (SigningKey key = SigningKey.demo("rehearsal", now)) {
      PdfCertification signature =
          new PdfSigner(Optional.empty(), Trust.none())
              .certification(key, new PdfSigner.Request(SignatureLevel.B, "Rehearsal", now));
      signature.complete(
          Reports.sample(now, Optional.of(new Stamp(signature.lines(), signature::into))));
    } catch (IOException | SignatureFault e) {
      throw new IllegalStateException("the rehearsal of a signed page failed", e);
    }
  }
}
