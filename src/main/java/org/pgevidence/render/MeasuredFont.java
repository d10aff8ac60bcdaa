package org.pgevidence.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * An embedded font that measures and encodes each character once. Layout asks for the width of each
 * text several times, and PDFBox encodes and decodes the text for each answer: a fifth of the time
 * that a report takes.
 */
final class MeasuredFont extends PDFont {
  private static final int CHARACTERS = 0x10000;

  private final PDType0Font font;
  private final float[] widths = new float[CHARACTERS];
  private final byte[] @Nullable [] codes = new byte[CHARACTERS][];

  private MeasuredFont(PDType0Font font) {
    // PDFont's constructor asks for the name.
    this.font = font;
    super(font.getCOSObject());
  }

  /** Embeds a TrueType font, of which the glyphs that are used stay. */
  static MeasuredFont of(PDDocument document, byte[] file) throws IOException {
    return new MeasuredFont(PDType0Font.load(document, new ByteArrayInputStream(file), true));
  }

  /** The renderer tries a text in one font and falls back to the next: no trace is needed. */
  private static final class Missing extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Missing(int character) {
      super("the font has no glyph for U+%04X".formatted(character));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  @Override
  public float getStringWidth(String text) throws IOException {
    float width = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isSurrogate(character)) {
        return font.getStringWidth(text);
      }
      width += width(character);
    }
    return width;
  }

  /** Zero is "not measured yet", a negative width "no glyph". */
  private float width(char character) throws IOException {
    if (widths[character] == 0) {
      try {
        widths[character] = font.getStringWidth(String.valueOf(character));
      } catch (IllegalArgumentException e) {
        widths[character] = -1;
      }
    }
    if (widths[character] < 0) {
      throw new Missing(character);
    }
    return widths[character];
  }

  @Override
  protected byte[] encode(int character) throws IOException {
    if (character >= CHARACTERS) {
      return font.encode(Character.toString(character));
    }
    byte[] code = codes[character];
    if (code == null) {
      code = font.encode(Character.toString(character));
      codes[character] = code;
    }
    return code;
  }

  @Override
  public int readCode(InputStream in) throws IOException {
    return font.readCode(in);
  }

  @Override
  public void addToSubset(int character) {
    font.addToSubset(character);
  }

  @Override
  public void subset() throws IOException {
    font.subset();
  }

  @Override
  public boolean willBeSubset() {
    return font.willBeSubset();
  }

  @Override
  public String getName() {
    return font.getName();
  }

  @Override
  public PDFontDescriptor getFontDescriptor() {
    return font.getFontDescriptor();
  }

  @Override
  public Matrix getFontMatrix() {
    return font.getFontMatrix();
  }

  @Override
  public BoundingBox getBoundingBox() throws IOException {
    return font.getBoundingBox();
  }

  @Override
  public Vector getPositionVector(int code) {
    return font.getPositionVector(code);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for it
  public float getHeight(int code) throws IOException {
    return font.getHeight(code);
  }

  @Override
  public float getWidth(int code) throws IOException {
    return font.getWidth(code);
  }

  @Override
  public boolean hasExplicitWidth(int code) throws IOException {
    return font.hasExplicitWidth(code);
  }

  @Override
  public float getWidthFromFont(int code) throws IOException {
    return font.getWidthFromFont(code);
  }

  @Override
  protected float getStandard14Width(int code) {
    throw new UnsupportedOperationException("an embedded font is none of the standard 14");
  }

  @Override
  public boolean isVertical() {
    return font.isVertical();
  }

  @Override
  public boolean isEmbedded() {
    return font.isEmbedded();
  }

  @Override
  public boolean isDamaged() {
    return font.isDamaged();
  }
}
