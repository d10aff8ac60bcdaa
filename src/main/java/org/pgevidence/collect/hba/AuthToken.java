package org.pgevidence.collect.hba;

/**
 * One value of a field. Quoting takes the meaning of key words and of a leading plus sign, not that
 * of a leading slash.
 *
 * @param text without the quotes
 * @param isQuoted whether it began with a double quote
 */
public record AuthToken(String text, boolean isQuoted) {
  /** Whether it stands for the key word {@code word}. */
  public boolean isKeyword(String word) {
    return !isQuoted && text.equals(word);
  }

  /** Whether it asks for membership in the role named behind its plus sign. */
  public boolean isMembership() {
    return !isQuoted && text.startsWith("+");
  }

  /** Whether it is a regular expression, which servers know from 16. */
  public boolean isRegex(int major) {
    return major >= 16 && text.startsWith("/");
  }
}
