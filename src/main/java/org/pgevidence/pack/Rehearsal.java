package org.pgevidence.pack;

import java.io.IOException;
import java.time.Instant;
import org.pgevidence.render.Reports;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.PdfSigner;

/**
 * Prints one page in memory and loads the cryptography while the facts are read: that takes as long
 * as many pages, and another processor has nothing to do then.
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
                PdfSigner.prepare();
              });
    }
  }

  private static void run() {
    try {
      Reports.sample(Instant.now());
    } catch (IOException e) {
      throw new IllegalStateException("the rehearsal of a page failed", e);
    }
  }
}
