package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.TextWrapping;
import eu.europa.esig.dss.pades.DSSFileFont;
import eu.europa.esig.dss.pades.DSSFont;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import java.awt.Color;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the field of a signature shows. */
final class ShownSignature {
  private ShownSignature() {}

  /** Its lines; a name that fonts lack letters for stays in the signature. */
  static List<String> lines(SigningKey key, PdfSigner.Request request) {
    String name = Chains.commonName(key.certificate()).replaceAll("[^\\x20-\\x7e\\xa0-\\xff]", "?");
    return List.of(request.reason(), name, request.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The same as an approval draws it. */
  static SignatureImageTextParameters text(SigningKey key, PdfSigner.Request request) {
    SignatureImageTextParameters text = new SignatureImageTextParameters();
    text.setText(String.join("\n", lines(key, request)));
    text.setTextWrapping(TextWrapping.FILL_BOX_AND_LINEBREAK);
    DSSFont font = DSSFileFont.initializeDefault();
    font.setSize(7);
    text.setFont(font);
    text.setTextColor(new Color(0x12, 0x3a, 0x63));
    text.setBackgroundColor(null); // white would cover the frame that the page draws
    return text;
  }
}
