package org.pgevidence.render;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Where lines may break: at the boundaries of UAX 14 and before a slash inside a word, but not
 * behind the scheme of a URL. Gives what the renderer's own class gives; that one looks for a slash
 * through the rest of the text at each boundary, which takes long on a page of SQL.
 */
final class LineBreaks implements FSTextBreaker {
  private static final String EDGES = ".,:;!?- \n\r\t/";
  private static final String AUTHORITY = "://";

  private final BreakIterator boundaries = BreakIterator.getLineInstance(Locale.US);
  private String text = "";
  private int position;

  @Override
  public void setText(String newText) {
    text = newText;
    position = 0;
    boundaries.setText(newText);
  }

  @Override
  public int next() {
    int from = position;
    if (from == boundaries.current()) {
      int boundary = boundaries.next();
      if (boundary == BreakIterator.DONE) {
        return BreakIterator.DONE;
      }
      if (text.startsWith(AUTHORITY, boundary - 1)) {
        from = boundary + AUTHORITY.length() - 1;
        boundaries.next();
      }
    }
    int slash = slash(from, boundaries.current());
    position = slash < 0 ? boundaries.current() : slash;
    return position;
  }

  /** The first slash that is not at the edge of a word; -1 when there is none. */
  private int slash(int from, int to) {
    int first = from;
    int end = to;
    while (first < end && EDGES.indexOf(text.charAt(first)) >= 0) {
      first++;
    }
    while (first < end && EDGES.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return first < end ? text.indexOf('/', first, end) : -1;
  }
}
