package org.pgevidence.collect.hba;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts one logical line into tokens exactly as the server's hba.c does: blanks and commas separate,
 * double quotes protect, a doubled quote is a quote, an unquoted # ends the line even inside a
 * token. A quote left open ends with the line.
 */
final class Tokenizer {
  /** Bytes of a token before 16, the terminating zero included. */
  private static final int MAX_TOKEN = 256;

  private final String line;
  private final int major;
  private int position;
  private boolean isListContinued;
  private Optional<String> error = Optional.empty();

  Tokenizer(String line, int major) {
    int zero = line.indexOf('\0');
    this.line = zero < 0 ? line : line.substring(0, zero);
    this.major = major;
  }

  boolean isAtEnd() {
    return position >= line.length();
  }

  Optional<String> error() {
    return error;
  }

  /** Tokens of the next field: a list that goes on while a comma directly follows a token. */
  List<AuthToken> field() {
    List<AuthToken> tokens = new ArrayList<>();
    do {
      Optional<AuthToken> token = token();
      if (token.isEmpty()) {
        break;
      }
      tokens.add(token.get());
    } while (isListContinued);
    return tokens;
  }

  private Optional<AuthToken> token() {
    isListContinued = false;
    while (!isAtEnd() && (isBlank(line.charAt(position)) || line.charAt(position) == ',')) {
      position++;
    }
    StringBuilder text = new StringBuilder();
    boolean isInQuote = false;
    boolean wasQuote = false;
    boolean sawQuote = false;
    boolean isInitialQuote = false;
    while (!isAtEnd() && (isInQuote || !isBlank(line.charAt(position)))) {
      char c = line.charAt(position);
      if (c == '#' && !isInQuote) {
        position = line.length();
        break;
      }
      if (isTooLong(text)) {
        error = Optional.of("authentication file token too long");
        position = line.length();
        return Optional.empty();
      }
      if (c == ',' && !isInQuote) {
        isListContinued = true;
        break;
      }
      if (c != '"' || wasQuote) {
        text.append(c);
      }
      wasQuote = isInQuote && c == '"' && !wasQuote;
      if (c == '"') {
        isInQuote = !isInQuote;
        sawQuote = true;
        isInitialQuote |= text.isEmpty();
      }
      position++;
    }
    return sawQuote || !text.isEmpty()
        ? Optional.of(new AuthToken(text.toString(), isInitialQuote))
        : Optional.empty();
  }

  private boolean isTooLong(StringBuilder text) {
    return major < 16
        && text.length() >= (MAX_TOKEN - 1) / 4
        && text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
            >= MAX_TOKEN - 1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
