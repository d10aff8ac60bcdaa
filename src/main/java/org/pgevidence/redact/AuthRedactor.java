package org.pgevidence.redact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.ServerRegex;
import org.pgevidence.fact.Json;

/** Tokens of pg_hba and pg_ident rules. Key words and the form of a token are kept. */
final class AuthRedactor {
  private static final Set<String> KEY_WORDS =
      Set.of("all", "sameuser", "samerole", "samegroup", "replication");
  private static final Set<String> OPEN_OPTIONS =
      Set.of(
          "include_realm",
          "clientcert",
          "clientname",
          "ldaptls",
          "ldapscheme",
          "ldapport",
          "compat_realm",
          "upn_username",
          "radiusports",
          "pamservice",
          "pam_use_hostname",
          "delegate_ident_mapping");
  private static final Pattern LITERAL =
      Pattern.compile("\\\\.|\\[[^\\]]*\\]|[\\p{L}\\p{N}_-]{2,}");

  private final Pseudonyms pseudonyms;
  private final NameScanner names;
  private final List<String> roles;

  AuthRedactor(Pseudonyms pseudonyms, NameScanner names, List<String> roles) {
    this.pseudonyms = pseudonyms;
    this.names = names;
    this.roles = roles;
  }

  String users(String json) {
    return tokens(json, this::user);
  }

  String databases(String json) {
    return tokens(json, (text, isQuoted) -> isWord(text, isQuoted) ? text : names.scan(text));
  }

  private interface Token {
    String redact(String text, boolean isQuoted);
  }

  private static String tokens(String json, Token token) {
    List<@Nullable Object> tokens = new ArrayList<>();
    if (Json.parse(json) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map && map.get("text") instanceof String text) {
          Map<String, @Nullable Object> copy = new LinkedHashMap<>();
          map.forEach((key, value) -> copy.put(String.valueOf(key), value));
          copy.put("text", token.redact(text, Long.valueOf(1).equals(map.get("quoted"))));
          tokens.add(copy);
        } else {
          tokens.add(item instanceof String text ? token.redact(text, false) : item);
        }
      }
    }
    return Json.compact(tokens);
  }

  private static boolean isWord(String text, boolean isQuoted) {
    return !isQuoted && KEY_WORDS.contains(text);
  }

  private String user(String text, boolean isQuoted) {
    if (isWord(text, isQuoted) || text.isEmpty()) {
      return text;
    }
    if (text.startsWith("+") && !isQuoted) {
      return "+" + pseudonyms.role(text.substring(1));
    }
    return text.startsWith("/") ? regex(text) : pseudonyms.role(text);
  }

  /** A regular expression becomes one that matches the pseudonyms of the roles that it matched. */
  private String regex(String text) {
    ServerRegex regex = ServerRegex.of(text.substring(1));
    if (regex.fault().isPresent() || !regex.isUnderstood()) {
      return literals(text);
    }
    List<String> matched = roles.stream().filter(regex::matches).sorted().toList();
    if (matched.stream().allMatch(role -> pseudonyms.role(role).equals(role))) {
      return literals(text);
    }
    return matched.stream().map(pseudonyms::role).collect(Collectors.joining("|", "/^(", ")$"));
  }

  /** The form of an expression is kept, its literal parts are not. */
  private String literals(String text) {
    return LITERAL
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group().startsWith("\\") || match.group().startsWith("[")
                        ? match.group()
                        : pseudonyms.person(match.group())));
  }

  String systemUser(String text) {
    return text.startsWith("/") ? literals(text) : pseudonyms.person(text);
  }

  String databaseUser(String text) {
    return text.contains("\\1") ? names.scan(text) : user(text, false);
  }

  /** Values of the options of a rule; null stays null. */
  String options(String json) {
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    if (Json.parse(json) instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> options.put(String.valueOf(key), option(String.valueOf(key), value)));
    }
    return Json.compact(options);
  }

  private @Nullable Object option(String name, @Nullable Object value) {
    if (!(value instanceof String text) || OPEN_OPTIONS.contains(name)) {
      return value;
    }
    return switch (name) {
      case "map" -> names.scan(text);
      case "ldapserver" -> text.contains(" ") ? pseudonyms.text(text) : pseudonyms.host(text);
      default -> pseudonyms.text(text);
    };
  }
}
