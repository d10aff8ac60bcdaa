package org.pgevidence.render;

import java.nio.file.Path;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What veraPDF finds wrong with a document. */
public final class PdfRules {
  private PdfRules() {}

  /** The first faults by a flavour such as 3a, 3u or ua1; none for a sound document. */
  public static List<String> faults(Path file, String flavour) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour rules = PDFAFlavour.fromString(flavour);
    try (var parser = Foundries.defaultInstance().createParser(file.toFile(), rules);
        var validator = Foundries.defaultInstance().createValidator(rules, false)) {
      return validator.validate(parser).getTestAssertions().stream()
          .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
          .limit(10)
          .map(
              a ->
                  "%s-%d %s at %s"
                      .formatted(
                          a.getRuleId().getClause(),
                          a.getRuleId().getTestNumber(),
                          a.getMessage(),
                          a.getLocation().getContext()))
          .toList();
    }
  }
}
