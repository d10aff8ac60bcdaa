package org.pgevidence.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TrueType font without its glyph substitution table and the names of its glyphs (OpenType
 * specification, "GSUB" and "post"). PDFBox applies that table by regular expressions, which costs
 * more than all other layout; and without ligatures the text of the report is found and copied
 * letter by letter. It reads thousands of names and uses none: glyphs are found by character.
 */
final class PlainFont {
  private static final int HEADER = 12;
  private static final int ENTRY = 16;
  private static final int SUBSTITUTION = tag("GSUB");
  private static final int NAMES = tag("post");

  /** Version of a table that holds no names. */
  private static final int NAMELESS = 0x00030000;

  private PlainFont() {}

  private static int tag(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  /** The same bytes where one table has a name that no reader knows, and the other is nameless. */
  static byte[] of(byte[] font) {
    byte[] plain = font.clone();
    ByteBuffer buffer = ByteBuffer.wrap(plain);
    int tables = buffer.getShort(4);
    for (int i = 0; i < tables; i++) {
      int entry = HEADER + i * ENTRY;
      int name = buffer.getInt(entry);
      if (name == SUBSTITUTION) {
        // The directory is sorted by name; "GSUA" keeps its place.
        buffer.put(entry + 3, (byte) 'A');
      } else if (name == NAMES) {
        buffer.putInt(buffer.getInt(entry + 8), NAMELESS);
      }
    }
    return plain;
  }
}
