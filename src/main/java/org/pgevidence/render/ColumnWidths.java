package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Widths of a table's columns in letters, so that its rows take few lines: each column starts as
 * wide as its longest word, and what is left of the page goes, letter by letter, to the column
 * where it saves the most lines. Where the words do not fit side by side, those of the widest cells
 * are broken, never those of the headings.
 */
final class ColumnWidths {
  /** Letters of the small face that fit across the page, less what separates columns. */
  private static final int PAGE = 122;

  private static final int GAP = 2;
  private static final int LEAST = 4;

  /** Letters of a word that is not broken in a cell. */
  private static final int WORD = 20;

  private final List<List<String>> rows;
  private final int[] least;
  private final int[] widths;

  private ColumnWidths(List<String> headings, List<List<String>> rows) {
    this.rows = rows;
    least = new int[headings.size()];
    widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      least[column] = Math.max(LEAST, longestWord(headings.get(column)) + 1);
      widths[column] = least[column];
      for (List<String> row : rows) {
        int word = Math.min(WORD, longestWord(row.get(column)));
        widths[column] = Math.max(widths[column], word + 1);
      }
    }
  }

  private static int longestWord(String text) {
    int longest = 0;
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(' ', start);
      end = end < 0 ? text.length() : end;
      longest = Math.max(longest, end - start);
      start = end + 1;
    }
    return longest;
  }

  /** Shares of the page's width in percent, one for each heading. */
  static List<Double> percent(List<String> headings, List<List<String>> rows) {
    ColumnWidths columns = new ColumnWidths(headings, rows);
    columns.shrink();
    columns.grow();
    double sum = 0;
    for (int width : columns.widths) {
      sum += width + GAP;
    }
    List<Double> shares = new ArrayList<>();
    for (int width : columns.widths) {
      shares.add(Math.round((width + GAP) / sum * 1000) / 10.0);
    }
    return shares;
  }

  private int room() {
    int room = PAGE;
    for (int width : widths) {
      room -= width + GAP;
    }
    return room;
  }

  /** Takes letters from the columns that are furthest above the words of their headings. */
  private void shrink() {
    for (int room = room(); room < 0; room++) {
      int widest = 0;
      for (int column = 1; column < widths.length; column++) {
        if (widths[column] - least[column] > widths[widest] - least[widest]) {
          widest = column;
        }
      }
      if (widths[widest] == least[widest]) {
        return;
      }
      widths[widest]--;
    }
  }

  private void grow() {
    int room = room();
    while (room > 0) {
      Step best = new Step(0, 1, 0);
      for (int column = 0; column < widths.length; column++) {
        Step step = step(column, room);
        best = step.gain() > best.gain() ? step : best;
      }
      if (best.gain() == 0) {
        return;
      }
      widths[best.column()] += best.letters();
      room -= best.letters();
    }
  }

  /** The widening of a column that saves the most height a letter. */
  private Step step(int column, int room) {
    double now = height();
    int width = widths[column];
    Step best = new Step(column, 1, 0);
    for (int letters = 1; letters <= room; letters *= 2) {
      widths[column] = width + letters;
      double gain = (now - height()) / letters;
      best = gain > best.gain() ? new Step(column, letters, gain) : best;
    }
    widths[column] = width;
    return best;
  }

  /** Lines of all rows; those of lower cells count a little, so that no step is in vain. */
  private double height() {
    double height = 0;
    for (List<String> row : rows) {
      int most = 0;
      int sum = 0;
      for (int column = 0; column < widths.length; column++) {
        int lines = Math.ceilDiv(Math.max(1, row.get(column).length()), widths[column]);
        most = Math.max(most, lines);
        sum += lines;
      }
      height += most + 0.05 * sum;
    }
    return height;
  }

  private record Step(int column, int letters, double gain) {}
}
