package org.pgevidence.redact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.fact.UserFault;

/**
 * Gives each value its pseudonym, the same one wherever it occurs, and remembers which it gave. Not
 * thread-safe.
 */
final class Pseudonyms {
  private static final int DIGITS = 12;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?");
  private static final Set<String> OPEN_HOSTS =
      Set.of("", "*", "localhost", "all", "samehost", "samenet");
  private static final Pattern OPEN_FOLDER =
      Pattern.compile(
          "usr|local|bin|sbin|true|false|sh|bash|cp|rsync|var|lib|lib64|etc|log|logs|run|tmp|opt|srv|mnt|home|root|data|main|base|global"
              + "|share|ssl|certs|private|backup|backups|archive|restore|postgresql|postgres|pgsql"
              + "|pgdata|pgbackrest|barman|wal|wals|pg_[a-z_]+(\\.conf|\\.d)?|postgresql(\\.auto)?\\.conf"
              + "|conf\\.d|server\\.(crt|key)|root\\.(crt|crl)|[0-9.]*|\\.\\.?|.*%.*|.*\\*.*");
  private static final Pattern ENDING =
      Pattern.compile("(\\.(log|csv|json|conf|txt|gz|crt|crl|key|pem|sql|history|info|[0-9]+))+$");

  private final Secret secret;
  private final Set<Kind> hidden;
  private final Set<String> shown;
  private final Addresses addresses;
  private final Map<String, Disclosure> given = new TreeMap<>();
  private final Map<String, String> roles = new HashMap<>();

  Pseudonyms(Secret secret, Set<Kind> hidden, Set<String> shown) {
    this.secret = secret;
    this.hidden = hidden;
    this.shown = shown;
    this.addresses = new Addresses(secret);
  }

  /** Pseudonyms given so far, by pseudonym. */
  Map<String, Disclosure> given() {
    return given;
  }

  /** A role's name, raw. */
  String role(String name) {
    if (!hidden.contains(Kind.ROLE) || isOpen(name)) {
      return name;
    }
    return roles.computeIfAbsent(name, key -> opaque(Kind.ROLE, key));
  }

  /** A person, who may bear the name of a role and then has its pseudonym. */
  String person(String name) {
    String role = roles.get(name);
    if (role != null) {
      return role;
    }
    return !hidden.contains(Kind.PERSON) || isOpen(name) ? name : opaque(Kind.PERSON, name);
  }

  private boolean isOpen(String name) {
    return name.isEmpty() || shown.contains(name) || name.startsWith("pg_");
  }

  /** Free text; the empty one stays. */
  String text(String text) {
    return text.isEmpty() || !hidden.contains(Kind.TEXT) ? text : opaque(Kind.TEXT, text);
  }

  /** A host name, an address, or the path of a socket. */
  String host(String host) {
    if (host.startsWith("/")) {
      return path(host);
    }
    if (ADDRESS.matcher(host).matches()) {
      return address(host);
    }
    if (!hidden.contains(Kind.HOST) || OPEN_HOSTS.contains(host) || shown.contains(host)) {
      return host;
    }
    String lower = host.toLowerCase(java.util.Locale.ROOT);
    int start = lower.startsWith("*.") ? 2 : lower.startsWith(".") ? 1 : 0;
    StringBuilder labels = new StringBuilder();
    for (int at = start; at >= 0 && at < lower.length(); ) {
      int dot = lower.indexOf('.', at);
      labels
          .append(labels.isEmpty() ? "" : ".")
          .append("h")
          .append(mark("host " + lower.substring(at)));
      at = dot < 0 ? -1 : dot + 1;
    }
    return keep(Kind.HOST, host, lower.substring(0, start) + labels);
  }

  /** An address, or a range in CIDR form; what is none stays. */
  String address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!hidden.contains(Kind.ADDRESS) || !matcher.matches()) {
      return text;
    }
    Optional<IpAddress> address = IpAddress.parse(matcher.group(1));
    if (address.isEmpty()) {
      return text;
    }
    String slash = matcher.group(2) == null ? "" : matcher.group(2);
    int bits =
        slash.isEmpty()
            ? address.get().width()
            : Math.min(Integer.parseInt(slash.substring(1)), address.get().width());
    String mapped = addresses.map(address.get(), bits) + slash;
    return mapped.equals(text) ? text : keep(Kind.ADDRESS, text, mapped);
  }

  /** A range by the columns of a rule: address, first and last as hex; empty when it is none. */
  Optional<String[]> range(String address, Optional<String> netmask) {
    Optional<AddressRange> range =
        ADDRESS.matcher(address).matches() ? AddressRange.of(address, netmask) : Optional.empty();
    if (range.isEmpty() || !hidden.contains(Kind.ADDRESS)) {
      return Optional.empty();
    }
    int bits = range.get().prefixLength().orElse(range.get().address().width());
    IpAddress network = addresses.map(range.get().address(), bits);
    int slash = address.indexOf('/');
    String text = network + (slash < 0 ? "" : address.substring(slash));
    AddressRange mapped = new AddressRange(network, range.get().mask());
    return Optional.of(
        new String[] {
          text.equals(address) ? text : keep(Kind.ADDRESS, address, text),
          mapped.first().hex(),
          mapped.last().hex()
        });
  }

  /** A path, folder by folder; well-known folders and endings stay. */
  String path(String path) {
    if (!hidden.contains(Kind.PATH)) {
      return path;
    }
    StringBuilder mapped = new StringBuilder();
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      mapped.append(i == 0 ? "" : "/").append(part(parts[i], i == parts.length - 1));
    }
    return mapped.toString().equals(path) ? path : keep(Kind.PATH, path, mapped.toString());
  }

  private String part(String part, boolean isLast) {
    if (OPEN_FOLDER.matcher(part).matches() && !roles.containsKey(part)) {
      return part;
    }
    Matcher ending = ENDING.matcher(part);
    String tail = isLast && ending.find() ? ending.group() : "";
    return "p" + mark("path " + part) + tail;
  }

  private String mark(String text) {
    return java.util.HexFormat.of().formatHex(secret.mac(text)).substring(0, DIGITS);
  }

  private String opaque(Kind kind, String value) {
    String digest = new Disclosure("", kind, value, secret.salt(kind, value)).commitment();
    return keep(kind, value, kind.word() + "_" + digest.substring(0, DIGITS));
  }

  private String keep(Kind kind, String value, String pseudonym) {
    Disclosure fresh = new Disclosure(pseudonym, kind, value, secret.salt(kind, value));
    Disclosure old = given.putIfAbsent(pseudonym, fresh);
    if (old != null && !old.value().equalsIgnoreCase(value)) {
      throw UserFault.usage(
          "Two values would get the pseudonym "
              + pseudonym
              + ". Use another secret: name a new file with --secret.");
    }
    return pseudonym;
  }
}
