package org.pgevidence.hba;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.AuthToken;

/**
 * One rule of the facts.
 *
 * @param subject file:line
 * @param type null with an error that keeps it from loading
 * @param address token as written
 * @param range addresses of a numeric token
 * @param options secrets null
 */
record Rule(
    int number,
    String subject,
    String file,
    int line,
    @Nullable String type,
    List<AuthToken> databases,
    List<AuthToken> users,
    Optional<AuthToken> address,
    Optional<String> netmask,
    Optional<AddressRange> range,
    @Nullable String method,
    Map<String, @Nullable String> options,
    @Nullable String error) {

  /** Loads but can't match: TLS is off, or the build has no GSS. */
  boolean isInert() {
    return type != null && error != null;
  }

  /** Keeps the whole file from loading. */
  boolean isFaulty() {
    return type == null;
  }

  boolean isLocal() {
    return "local".equals(type);
  }

  boolean isReject() {
    return "reject".equals(method);
  }

  /** reject, accept or ask; null with an error. */
  @Nullable String decision() {
    if (method == null) {
      return null;
    }
    return switch (method) {
      case "reject" -> "reject";
      case "trust" -> "accept";
      default -> "ask";
    };
  }

  boolean names(List<AuthToken> tokens, String keyword) {
    return tokens.stream().anyMatch(token -> token.isKeyword(keyword));
  }

  /** The clientcert option; cert implies verify-full. */
  @Nullable String clientCertificate() {
    return "cert".equals(method) ? "verify-full" : options.get("clientcert");
  }

  /** What a connection gets that meets it, for telling a repetition from a contradiction. */
  String outcome() {
    return method + " " + clientCertificate() + " " + options.get("map");
  }

  /** The rule as one line; values of secret options are dots. */
  String text() {
    if (type == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(scope()).append(' ').append(method);
    options.forEach(
        (name, value) ->
            text.append(' ')
                .append(word(new AuthToken(name + "=" + (value == null ? "…" : value), false))));
    return text.toString();
  }

  /** The rule up to its method. */
  String scope() {
    if (type == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(type);
    text.append(' ').append(words(databases)).append(' ').append(words(users));
    address.ifPresent(token -> text.append(' ').append(word(token)));
    netmask.ifPresent(mask -> text.append(' ').append(mask));
    return text.toString();
  }

  static String words(List<AuthToken> tokens) {
    return tokens.stream().map(Rule::word).collect(Collectors.joining(","));
  }

  private static String word(AuthToken token) {
    boolean needsQuotes =
        token.isQuoted()
            || token.text().isEmpty()
            || token.text().chars().anyMatch(c -> c == ' ' || c == ',' || c == '"' || c == '#');
    return needsQuotes ? '"' + token.text().replace("\"", "\"\"") + '"' : token.text();
  }
}
