package org.pgevidence.render;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/** The rows as lines of fixed width, made one row at a time. */
final class PopulationLines implements Iterator<String> {
  private static final int WIDTH = 118;
  private static final int NUMBER = 8;

  private final Iterator<List<@Nullable Object>> rows;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private final BitSet known = new BitSet();
  private final BitSet missing = new BitSet();
  private @Nullable PDFont font;
  private long number;

  PopulationLines(PopulationPdf.Rows rows) {
    this.rows = rows.iterator();
  }

  /** The font whose glyphs decide what is shown as a code point. */
  void glyphs(PDFont plain) {
    font = plain;
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || rows.hasNext();
  }

  @Override
  public String next() {
    if (waiting.isEmpty()) {
      wrap(rows.next());
    }
    return waiting.removeFirst();
  }

  private void wrap(List<@Nullable Object> row) {
    number++;
    String text = shown(Json.compact(row));
    String lead = String.format(Locale.ROOT, "%" + (NUMBER - 1) + "d ", number);
    int room = WIDTH - NUMBER;
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); at += room) {
      parts.add(text.substring(at, Math.min(text.length(), at + room)));
    }
    for (String part : parts) {
      waiting.add(lead + part);
      lead = " ".repeat(NUMBER);
    }
  }

  /** As much of a text as fits one line. */
  String fitting(String text) {
    String shown = shown(text);
    return shown.length() <= WIDTH ? shown : shown.substring(0, WIDTH - 1) + "…";
  }

  /** What the font lacks or does not show becomes its code point, as in ‹U+1F600›. */
  private String shown(String text) {
    if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "‹U+%04X›", c));
              }
            });
    return out.toString();
  }

  /** Latin, Greek and Cyrillic letters that the fixed-width font has; the rest is named. */
  private boolean isShown(int c) {
    if (c < 0x7f) {
      return c >= 0x20;
    }
    if ((c > 0x4ff && c != 0x2026 && c != 0x2039 && c != 0x203a) || !Visible.isPrintable(c)) {
      return false;
    }
    if (font == null || known.get(c)) {
      return !missing.get(c);
    }
    known.set(c);
    try {
      font.encode(Character.toString(c));
    } catch (IOException | IllegalArgumentException e) {
      missing.set(c);
    }
    return !missing.get(c);
  }
}
