package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What one run of the program returned and printed. */
record Run(int code, String out, String err) {
  static Run of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The run ended with a code and one line that holds a text, and with nothing else. */
  void isFault(int expected, String text) {
    assertEquals(expected, code, err);
    assertEquals("", out);
    assertEquals(1, err.strip().lines().count(), err);
    assertTrue(err.contains(text), err);
    isPlain();
  }

  /** What was printed to stderr has neither a stack trace nor the name of a Java class. */
  void isPlain() {
    assertFalse(err.contains("Exception"), err);
    assertFalse(err.contains("\tat "), err);
  }
}
