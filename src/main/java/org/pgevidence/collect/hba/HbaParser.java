package org.pgevidence.collect.hba;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one entry as a rule, with the server's checks in the server's order. */
final class HbaParser {
  private static final Set<String> TYPES =
      Set.of("local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc");
  private static final Set<String> METHODS =
      Set.of(
          "trust",
          "ident",
          "peer",
          "password",
          "gss",
          "sspi",
          "reject",
          "md5",
          "scram-sha-256",
          "pam",
          "bsd",
          "ldap",
          "cert",
          "radius",
          "oauth");

  private final ServerBuild build;
  private final TokenizedLine entry;
  private final Iterator<List<AuthToken>> fields;
  private Optional<AddressRange> range = Optional.empty();
  private Optional<String> netmask = Optional.empty();

  private HbaParser(ServerBuild build, TokenizedLine entry) {
    this.build = build;
    this.entry = entry;
    this.fields = entry.fields().iterator();
  }

  static HbaLine parse(ServerBuild build, TokenizedLine entry) {
    if (entry.error().isPresent()) {
      return HbaLine.faulty(entry, entry.error().get());
    }
    try {
      return new HbaParser(build, entry).parse();
    } catch (Refused fault) {
      return HbaLine.faulty(entry, String.valueOf(fault.getMessage()));
    }
  }

  private HbaLine parse() throws Refused {
    String type = single("", "connection type").text();
    if (!TYPES.contains(type)) {
      throw new Refused("invalid connection type \"" + type + "\"");
    }
    List<AuthToken> databases = field("database specification");
    checkPatterns(databases);
    List<AuthToken> users = field("role specification");
    checkPatterns(users);
    Optional<AuthToken> address = Optional.empty();
    if (!type.equals("local")) {
      AuthToken token = single("IP address specification", "host address");
      readAddress(token);
      address = Optional.of(token);
    }
    String method = method(type);
    HbaOptions options = new HbaOptions(build, type, method);
    while (fields.hasNext()) {
      for (AuthToken token : fields.next()) {
        refuse(options.add(token));
      }
    }
    refuse(options.missing());
    return new HbaLine(
        entry.file(),
        entry.line(),
        Optional.of(type),
        databases,
        users,
        address,
        netmask,
        range,
        Optional.of(method),
        Map.copyOf(options.values()),
        inert(type));
  }

  private Optional<String> inert(String type) {
    if (type.equals("hostssl") && build.unsupportedMethods().contains("cert")) {
      return Optional.of("hostssl record cannot match because SSL is not supported by this build");
    }
    if (type.equals("hostssl") && !build.isTlsOn().orElse(true)) {
      return Optional.of("hostssl record cannot match because SSL is disabled");
    }
    return type.equals("hostgssenc") && build.unsupportedMethods().contains("gss")
        ? Optional.of(
            "hostgssenc record cannot match because GSSAPI is not supported by this build")
        : Optional.empty();
  }

  private void readAddress(AuthToken token) throws Refused {
    if (token.isKeyword("all") || token.isKeyword("samehost") || token.isKeyword("samenet")) {
      return;
    }
    int slash = token.text().indexOf('/');
    String host = slash < 0 ? token.text() : token.text().substring(0, slash);
    Optional<IpAddress> ip = IpAddress.parse(host);
    if (ip.isEmpty()) {
      if (slash >= 0) {
        throw new Refused(
            "specifying both host name and CIDR mask is invalid: \"" + token.text() + "\"");
      }
    } else if (slash >= 0) {
      int bits =
          AddressRange.cidrBits(token.text().substring(slash + 1), ip.get().family())
              .orElseThrow(
                  () -> new Refused("invalid CIDR mask in address \"" + token.text() + "\""));
      range = Optional.of(AddressRange.cidr(ip.get(), bits));
    } else {
      String mask = single("netmask specification", "netmask").text();
      IpAddress bits =
          IpAddress.parse(mask)
              .orElseThrow(
                  () -> new Refused("invalid IP mask \"" + mask + "\": Name or service not known"));
      if (bits.family() != ip.get().family()) {
        throw new Refused("IP address and mask do not match");
      }
      netmask = Optional.of(mask);
      range = Optional.of(new AddressRange(ip.get(), bits));
    }
  }

  private String method(String type) throws Refused {
    String method = single("authentication method", "authentication type").text();
    if (!METHODS.contains(method) || (method.equals("oauth") && build.major() < 18)) {
      throw new Refused("invalid authentication method \"" + method + "\"");
    }
    if (build.unsupportedMethods().contains(method)) {
      throw new Refused(
          "invalid authentication method \"" + method + "\": not supported by this build");
    }
    boolean isLocal = type.equals("local");
    if (isLocal && method.equals("ident")) {
      return "peer";
    }
    if (isLocal && method.equals("gss")) {
      throw new Refused("gssapi authentication is not supported on local sockets");
    }
    if (!isLocal && method.equals("peer")) {
      throw new Refused("peer authentication is only supported on local sockets");
    }
    if (!type.equals("hostssl") && method.equals("cert")) {
      throw new Refused("cert authentication is only supported on hostssl connections");
    }
    return method;
  }

  private void checkPatterns(List<AuthToken> tokens) throws Refused {
    for (AuthToken token : tokens) {
      if (token.isRegex(build.major())) {
        refuse(
            ServerRegex.of(token.text().substring(1))
                .fault()
                .map(
                    fault ->
                        "invalid regular expression \""
                            + token.text().substring(1)
                            + "\": "
                            + fault));
      }
    }
  }

  private List<AuthToken> field(String what) throws Refused {
    if (!fields.hasNext()) {
      throw new Refused("end-of-line before " + what);
    }
    return fields.next();
  }

  private AuthToken single(String what, String value) throws Refused {
    List<AuthToken> tokens = field(what);
    if (tokens.size() > 1) {
      throw new Refused("multiple values specified for " + value);
    }
    return tokens.getFirst();
  }

  private static void refuse(Optional<String> fault) throws Refused {
    if (fault.isPresent()) {
      throw new Refused(fault.get());
    }
  }

  /** The server does not load the rule; the message is its own. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }
}
