package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The breaks are those of the renderer's own class, which only is slower. */
class LineBreaksTest {
  private static final int TEXTS = 5_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "select a.b/2 from x;",
        "see https://example.com/a/b/c?d=/e and /etc/ssl/certs/",
        "http://",
        "a://b",
        "file:///x/y",
        "10.0.0.0/8, 10.1.0.0/16",
        "und/oder - ja/nein",
        "\u6e2c\u8a66/\u4e2d\u6587 \ud83d\ude00/\ud83d\ude00"
      })
  void breaksAreThoseOfTheRenderer(String text) {
    assertEquals(breaks(renderer(), text), breaks(new LineBreaks(), text));
  }

  @Test
  void breaksOfRandomTextsAreThoseOfTheRenderer() {
    String alphabet = "ab/:.-? \n,(\u00e9\u4e2d\u0301";
    Random random = new Random(20261126);
    LineBreaks ours = new LineBreaks();
    int breaks = 0;
    for (int n = 0; n < TEXTS; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(
            random.nextInt(8) == 0 ? "://" : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<Integer> expected = breaks(renderer(), text.toString());
      assertEquals(expected, breaks(ours, text.toString()), text.toString());
      breaks += expected.size();
    }
    assertTrue(breaks > TEXTS);
  }

  private static FSTextBreaker renderer() {
    return new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.US));
  }

  private static List<Integer> breaks(FSTextBreaker breaker, String text) {
    List<Integer> breaks = new ArrayList<>();
    breaker.setText(text);
    for (int at = breaker.next(); at >= 0; at = breaker.next()) {
      breaks.add(at);
    }
    return breaks;
  }
}
