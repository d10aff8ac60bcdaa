package org.pgevidence.collect.hba;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One user-name map entry as the server reads it; with an error all but file, line and error is
 * empty.
 */
public record IdentLine(
    String file,
    int line,
    Optional<String> map,
    Optional<AuthToken> systemUser,
    Optional<AuthToken> databaseUser,
    Optional<String> error) {

  static IdentLine parse(int major, TokenizedLine entry) {
    if (entry.error().isPresent()) {
      return faulty(entry, entry.error().get());
    }
    Iterator<List<AuthToken>> fields = entry.fields().iterator();
    AuthToken[] tokens = new AuthToken[3];
    for (int i = 0; i < 3; i++) {
      if (!fields.hasNext()) {
        return faulty(entry, "missing entry at end of line");
      }
      List<AuthToken> field = fields.next();
      if (field.size() > 1) {
        return faulty(entry, "multiple values in ident field");
      }
      tokens[i] = field.getFirst();
    }
    Optional<String> fault =
        fault(tokens[1]).or(() -> major >= 16 ? fault(tokens[2]) : Optional.empty());
    if (fault.isPresent()) {
      return faulty(entry, fault.get());
    }
    return new IdentLine(
        entry.file(),
        entry.line(),
        Optional.of(tokens[0].text()),
        Optional.of(tokens[1]),
        Optional.of(tokens[2]),
        Optional.empty());
  }

  private static Optional<String> fault(AuthToken token) {
    if (!token.text().startsWith("/")) {
      return Optional.empty();
    }
    String regex = token.text().substring(1);
    return ServerRegex.of(regex)
        .fault()
        .map(reason -> "invalid regular expression \"" + regex + "\": " + reason);
  }

  private static IdentLine faulty(TokenizedLine entry, String error) {
    return new IdentLine(
        entry.file(),
        entry.line(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(error));
  }
}
