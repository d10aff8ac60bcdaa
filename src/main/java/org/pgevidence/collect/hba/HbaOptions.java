package org.pgevidence.collect.hba;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name=value options of a rule: the server's rules on which go where, and which values may be
 * stored.
 */
final class HbaOptions {
  private final ServerBuild build;
  private final String type;
  private final String method;
  private final Map<String, String> values = new LinkedHashMap<>();

  HbaOptions(ServerBuild build, String type, String method) {
    this.build = build;
    this.type = type;
    this.method = method;
  }

  /** All options as written. */
  Map<String, String> values() {
    return values;
  }

  /** Takes one option; returns the server's error when it refuses it. */
  Optional<String> add(AuthToken token) {
    int equals = token.text().indexOf('=');
    if (equals < 0) {
      return Optional.of("authentication option not in name=value format: " + token.text());
    }
    String name = token.text().substring(0, equals);
    String value = token.text().substring(equals + 1);
    Optional<String> fault = fault(name, value);
    if (fault.isEmpty()) {
      values.put(name, value);
    }
    return fault;
  }

  private Optional<String> fault(String name, String value) {
    String owner = OptionNames.OWNERS.get(name);
    if (owner != null) {
      return method.equals(owner) ? ofValue(name, value) : only(name, owner);
    }
    return switch (name) {
      case "map" -> map();
      case "clientcert" ->
          type.equals("hostssl")
              ? clientcert(value)
              : Optional.of("clientcert can only be configured for \"hostssl\" rows");
      case "clientname" -> clientname(value);
      case "krb_realm", "include_realm" ->
          method.equals("gss") || method.equals("sspi")
              ? Optional.empty()
              : only(name, "gssapi and sspi");
      case "compat_realm", "upn_username" ->
          method.equals("sspi") ? Optional.empty() : only(name, "sspi");
      case "issuer", "scope", "validator", "delegate_ident_mapping" ->
          build.major() < 18
              ? unrecognized(name)
              : method.equals("oauth") ? Optional.empty() : only(name, "oauth");
      default -> unrecognized(name);
    };
  }

  private Optional<String> map() {
    List<String> methods = new ArrayList<>(List.of("ident", "peer", "gss", "sspi", "cert"));
    if (build.major() >= 18) {
      methods.add("oauth");
    }
    return methods.contains(method)
        ? Optional.empty()
        : only(
            "map",
            build.major() >= 18
                ? "ident, peer, gssapi, sspi, cert, and oauth"
                : "ident, peer, gssapi, sspi, and cert");
  }

  private Optional<String> clientcert(String value) {
    boolean isCert = method.equals("cert");
    if (build.major() == 13) {
      return switch (value) {
        case "1", "verify-ca", "verify-full" -> Optional.empty();
        case "0", "no-verify" ->
            isCert
                ? Optional.of(
                    "clientcert can not be set to \"no-verify\" when using \"cert\" authentication")
                : Optional.empty();
        default -> Optional.of("invalid value for clientcert: \"" + value + "\"");
      };
    }
    return switch (value) {
      case "verify-full" -> Optional.empty();
      case "verify-ca" ->
          isCert
              ? Optional.of(
                  "clientcert only accepts \"verify-full\" when using \"cert\" authentication")
              : Optional.empty();
      default -> Optional.of("invalid value for clientcert: \"" + value + "\"");
    };
  }

  private Optional<String> clientname(String value) {
    if (build.major() < 14) {
      return unrecognized("clientname");
    }
    if (!type.equals("hostssl")) {
      return Optional.of("clientname can only be configured for \"hostssl\" rows");
    }
    return value.equals("CN") || value.equals("DN")
        ? Optional.empty()
        : Optional.of("invalid value for clientname: \"" + value + "\"");
  }

  private static Optional<String> ofValue(String name, String value) {
    return name.equals("ldapport") && !value.matches("\\s*[+-]?0*[1-9][0-9]*.*")
        ? Optional.of("invalid LDAP port number: \"" + value + "\"")
        : Optional.empty();
  }

  /** The server's error when an option that the method needs is missing or two do not agree. */
  Optional<String> missing() {
    return switch (method) {
      case "ldap" -> values.containsKey("ldapurl") ? Optional.empty() : ldap();
      case "radius" ->
          required("radius", "radiusservers").or(() -> required("radius", "radiussecrets"));
      case "oauth" ->
          required("oauth", "scope").or(() -> required("oauth", "issuer")).or(this::validator);
      default -> Optional.empty();
    };
  }

  private Optional<String> ldap() {
    boolean isSimple = values.containsKey("ldapprefix") || values.containsKey("ldapsuffix");
    boolean isSearch =
        List.of(
                "ldapbasedn",
                "ldapbinddn",
                "ldapbindpasswd",
                "ldapsearchattribute",
                "ldapsearchfilter")
            .stream()
            .anyMatch(values::containsKey);
    if (isSimple && isSearch) {
      return Optional.of(
          build.major() >= 17
              ? "cannot mix options for simple bind and search+bind modes"
              : "cannot use ldapbasedn, ldapbinddn, ldapbindpasswd, ldapsearchattribute, ldapsearchfilter, or ldapurl together with ldapprefix");
    }
    if (!isSimple && !values.containsKey("ldapbasedn")) {
      return Optional.of(
          "authentication method \"ldap\" requires argument \"ldapbasedn\", \"ldapprefix\", or \"ldapsuffix\" to be set");
    }
    return values.containsKey("ldapsearchattribute") && values.containsKey("ldapsearchfilter")
        ? Optional.of("cannot use ldapsearchattribute together with ldapsearchfilter")
        : Optional.empty();
  }

  private Optional<String> required(String of, String name) {
    return values.containsKey(name)
        ? Optional.empty()
        : Optional.of(
            "authentication method \"" + of + "\" requires argument \"" + name + "\" to be set");
  }

  private Optional<String> validator() {
    List<String> libraries = build.oauthValidators().orElse(List.of("unknown"));
    if (libraries.isEmpty()) {
      return Optional.of("oauth_validator_libraries must be set for authentication method oauth");
    }
    String named = values.get("validator");
    boolean isKnown = build.oauthValidators().isPresent();
    if (named == null && libraries.size() > 1) {
      return Optional.of(
          "authentication method \"oauth\" requires argument \"validator\" to be set when oauth_validator_libraries contains multiple options");
    }
    return named != null && isKnown && !libraries.contains(named)
        ? Optional.of("validator \"" + named + "\" is not permitted by oauth_validator_libraries")
        : Optional.empty();
  }

  private static Optional<String> only(String name, String methods) {
    return Optional.of(
        "authentication option \""
            + name
            + "\" is only valid for authentication methods "
            + methods);
  }

  private static Optional<String> unrecognized(String name) {
    return Optional.of("unrecognized authentication option name: \"" + name + "\"");
  }
}
