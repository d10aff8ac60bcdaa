package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.SignerTextVerticalAlignment;
import eu.europa.esig.dss.enumerations.TextWrapping;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.DSSFileFont;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** What the field of a signature shows, in the type of the report. */
final class ShownSignature {
  static final String FONT = "/fonts/LiberationSans-Regular.ttf";
  private static final float SIZE = 8;

  /** Lines of so many characters have room in any case. */
  private static final int ROOM = 30;

  /** Latin, Greek and Cyrillic letters of the font. */
  static final String UNKNOWN =
      "[^\\x20-\\x7e\\xa0-\\u017f\\u0391-\\u03a1\\u03a3-\\u03c9\\u0410-\\u044f]";

  private ShownSignature() {}

  /** Its lines; a name that the font lacks letters for stays in the signature. */
  static List<String> lines(SigningKey key, PdfSigner.Request request) {
    String name = Chains.commonName(key.certificate()).replaceAll(UNKNOWN, "?");
    return List.of(request.reason(), name, request.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The same as an approval draws it. */
  static SignatureImageTextParameters text(SigningKey key, PdfSigner.Request request)
      throws IOException {
    List<String> lines = lines(key, request);
    boolean hasRoom = lines.stream().allMatch(line -> line.length() <= ROOM);
    SignatureImageTextParameters text = new SignatureImageTextParameters();
    text.setText(String.join("\n", lines));
    text.setTextWrapping(hasRoom ? TextWrapping.FONT_BASED : TextWrapping.FILL_BOX_AND_LINEBREAK);
    try (InputStream file = ShownSignature.class.getResourceAsStream(FONT)) {
      var font = new DSSFileFont(new InMemoryDocument(Objects.requireNonNull(file)), SIZE);
      font.setEmbedFontSubset(true);
      text.setFont(font);
    }
    text.setSignerTextVerticalAlignment(SignerTextVerticalAlignment.MIDDLE);
    text.setTextColor(new Color(0x12, 0x3a, 0x63));
    text.setBackgroundColor(null); // white would cover the frame that the page draws
    return text;
  }
}
