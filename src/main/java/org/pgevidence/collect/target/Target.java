package org.pgevidence.collect.target;

import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * One server and how to reach it.
 *
 * @param name name of the profile's target, when it was given by one
 * @param host host name or address, or the absolute folder of a Unix socket
 * @param database database of the first connection, where cluster-wide facts are read
 * @param user role to log in as
 * @param password when a source gave one; never part of toString
 * @param parameters other libpq keywords: sslmode, sslrootcert, sslcert, sslkey, connect_timeout,
 *     options
 */
public record Target(
    Optional<String> name,
    String host,
    int port,
    String database,
    String user,
    Optional<String> password,
    Map<String, String> parameters) {
  /** Copies the map and checks the port. */
  public Target {
    if (port < 1 || port > 65535) {
      throw UserFault.usage("The target's port " + port + " is not one. Give one from 1 to 65535.");
    }
    parameters = Map.copyOf(parameters);
  }

  /** Whether the host is the folder of a Unix socket. */
  public boolean isSocket() {
    return host.startsWith("/");
  }

  /** Whether traffic stays on this machine: a socket or a loopback address. */
  public boolean isLocal() {
    return isSocket()
        || host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("::1");
  }

  /** host:port or the path of the socket. */
  public String address() {
    if (isSocket()) {
      return socketFile();
    }
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  /** Path of the socket itself. */
  public String socketFile() {
    return host + "/.s.PGSQL." + port;
  }

  /** sslmode as given; verify-full by default, but for sockets (disable) and loopback (prefer). */
  public String sslMode() {
    if (isSocket()) {
      return "disable";
    }
    return parameters.getOrDefault("sslmode", isLocal() ? "prefer" : "verify-full");
  }

  /** The same server with the password that was asked for. */
  public Target withPassword(String password) {
    return new Target(name, host, port, database, user, Optional.of(password), parameters);
  }

  /** Another database of the same server. */
  public Target withDatabase(String other) {
    return new Target(name, host, port, other, user, password, parameters);
  }

  /**
   * Name of the assessed system unless the user gives another: the profile's name, else host and
   * port.
   */
  public String systemName() {
    String raw = name.orElse(isSocket() ? "local-" + port : host + "-" + port);
    String safe = raw.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    safe = safe.replaceAll("^[^a-z0-9]+", "");
    return safe.length() > 63 ? safe.substring(0, 63) : safe;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return address() + "/" + database + " as " + user;
  }
}
