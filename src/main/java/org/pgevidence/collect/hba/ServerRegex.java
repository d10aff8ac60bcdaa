package org.pgevidence.collect.hba;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of an authentication file (PostgreSQL's "advanced" flavour, C collation,
 * compared byte by byte) by means of java.util.regex. What can't be carried over faithfully is said
 * to be not understood, never guessed.
 */
public final class ServerRegex {
  private final @Nullable Pattern pattern;
  private final Optional<String> fault;

  private ServerRegex(@Nullable Pattern pattern, Optional<String> fault) {
    this.pattern = pattern;
    this.fault = fault;
  }

  /** Compiles the text behind the slash. */
  public static ServerRegex of(String regex) {
    try {
      RegexTranslation translation = RegexTranslation.of(bytes(regex));
      return new ServerRegex(
          Pattern.compile(translation.text(), translation.flags()), Optional.empty());
    } catch (RegexTranslation.Invalid e) {
      return new ServerRegex(null, Optional.of(String.valueOf(e.getMessage())));
    } catch (RegexTranslation.NotUnderstood | PatternSyntaxException e) {
      return new ServerRegex(null, Optional.empty());
    }
  }

  /** The server's error text; empty when the expression is valid as far as we can tell. */
  public Optional<String> fault() {
    return fault;
  }

  /** Whether matching can be decided here. */
  public boolean isUnderstood() {
    return pattern != null;
  }

  /** Whether it matches some part of the text; only when understood. */
  public boolean matches(String text) {
    return matcher(text).find();
  }

  /** What the first group caught; empty when it does not match or has no group. */
  public Optional<String> firstGroup(String text) {
    Matcher matcher = matcher(text);
    if (!matcher.find() || matcher.groupCount() == 0 || matcher.group(1) == null) {
      return Optional.empty();
    }
    byte[] caught = matcher.group(1).getBytes(StandardCharsets.ISO_8859_1);
    return Optional.of(new String(caught, StandardCharsets.UTF_8));
  }

  private Matcher matcher(String text) {
    if (pattern == null) {
      throw new IllegalStateException("the regular expression is not understood");
    }
    return pattern.matcher(bytes(text));
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
