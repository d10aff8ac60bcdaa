package org.pgevidence.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TrueType font without its glyph substitution table (OpenType specification, "GSUB"). PDFBox
 * applies that table by regular expressions, which costs more than all other layout; and without
 * ligatures the text of the report is found and copied letter by letter.
 */
final class PlainFont {
  private static final int HEADER = 12;
  private static final int ENTRY = 16;
  private static final int SUBSTITUTION =
      ByteBuffer.wrap("GSUB".getBytes(StandardCharsets.US_ASCII)).getInt();

  private PlainFont() {}

  /** The same bytes where the table's name in the directory is one that no reader knows. */
  static byte[] of(byte[] font) {
    byte[] plain = font.clone();
    ByteBuffer buffer = ByteBuffer.wrap(plain);
    int tables = buffer.getShort(4);
    for (int i = 0; i < tables; i++) {
      int entry = HEADER + i * ENTRY;
      if (buffer.getInt(entry) == SUBSTITUTION) {
        // The directory is sorted by name; "GSUA" keeps its place.
        buffer.put(entry + 3, (byte) 'A');
      }
    }
    return plain;
  }
}
