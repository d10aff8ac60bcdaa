package org.pgevidence.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
 * that a report takes. Threads share it, which PDFBox's fonts do not allow.
 */
final class MeasuredFont extends PDFont {
  private static final int CHARACTERS = 0x10000;

  private final PDType0Font font;
  private final float[] widths = new float[CHARACTERS];
  private final AtomicReferenceArray<byte @Nullable []> codes =
      new AtomicReferenceArray<>(CHARACTERS);
  private volatile boolean isUsed;
  private boolean isSubset;

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

    private final int character;

    Missing(int character) {
      this.character = character;
    }

    @Override
    public String getMessage() {
      return "the font has no glyph for U+%04X".formatted(character);
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
        synchronized (font) {
          return font.getStringWidth(text);
        }
      }
      width += width(character);
    }
    return width;
  }

  /** Zero is "not measured yet", a negative width "no glyph". */
  private float width(char character) throws IOException {
    float width = widths[character];
    if (width == 0) {
      width = measured(character);
      widths[character] = width;
    }
    if (width < 0) {
      throw new Missing(character);
    }
    return width;
  }

  private float measured(char character) throws IOException {
    synchronized (font) {
      try {
        return font.getStringWidth(String.valueOf(character));
      } catch (IllegalArgumentException e) {
        return -1;
      }
    }
  }

  @Override
  protected byte[] encode(int character) throws IOException {
    if (character >= CHARACTERS) {
      return encoded(character);
    }
    byte[] code = codes.get(character);
    if (code == null) {
      code = encoded(character);
      codes.set(character, code);
    }
    return code;
  }

  private byte[] encoded(int character) throws IOException {
    synchronized (font) {
      return font.encode(Character.toString(character));
    }
  }

  @Override
  public int readCode(InputStream in) throws IOException {
    return font.readCode(in);
  }

  @Override
  public void addToSubset(int character) {
    synchronized (font) {
      font.addToSubset(character);
    }
    isUsed = true;
  }

  /** Whether a text was written in it. */
  boolean isUsed() {
    return isUsed;
  }

  /** Embeds what is used, once: the document that is saved asks again. */
  @Override
  public void subset() throws IOException {
    if (!isSubset) {
      isSubset = true;
      font.subset();
    }
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
