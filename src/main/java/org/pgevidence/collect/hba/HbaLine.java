package org.pgevidence.collect.hba;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule as the server reads it. With an error all but file, line and error is empty, unless the
 * rule is inert: such a rule loads and cannot match.
 *
 * @param file path as the server knows it
 * @param line first physical line
 * @param address token as written, a CIDR suffix included
 * @param range addresses, where the token is numeric
 * @param options as written, secrets included: never stored
 */
public record HbaLine(
    String file,
    int line,
    Optional<String> type,
    List<AuthToken> databases,
    List<AuthToken> users,
    Optional<AuthToken> address,
    Optional<String> netmask,
    Optional<AddressRange> range,
    Optional<String> method,
    Map<String, String> options,
    Optional<String> error) {
  /** Copies the lists. */
  public HbaLine {
    databases = List.copyOf(databases);
    users = List.copyOf(users);
  }

  static HbaLine faulty(TokenizedLine line, String error) {
    return new HbaLine(
        line.file(),
        line.line(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.of(error));
  }
}
