package org.pgevidence.sign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * The proxies that the environment names, as curl reads it: {@code http_proxy} (lower case only,
 * since a web server sets HTTP_PROXY from a request's header), {@code https_proxy}, {@code
 * all_proxy}, and {@code no_proxy}, a list of hosts and domains or {@code *}. Java's own system
 * properties win where they name a proxy. Ranges of addresses in no_proxy are not read.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    ProxySelector own = ProxySelector.getDefault();
    if (own != null && System.getProperty(scheme + ".proxyHost") != null) {
      return own.select(uri);
    }
    Optional<String> named =
        value(scheme + "_proxy", scheme.equals("https")).or(() -> value("all_proxy", true));
    return List.of(named.isEmpty() || isDirect(uri) ? Proxy.NO_PROXY : proxy(scheme, named.get()));
  }

  private Optional<String> value(String name, boolean isUpperCaseRead) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty() && isUpperCaseRead) {
      value = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private boolean isDirect(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String port = ":" + uri.getPort();
    for (String item :
        value("no_proxy", true).orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String domain =
          (item.endsWith(port) ? item.substring(0, item.length() - port.length()) : item)
              .replaceFirst("^\\*?\\.", "");
      if (item.equals("*")
          || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)))) {
        return true;
      }
    }
    return false;
  }

  private static Proxy proxy(String scheme, String address) {
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (IllegalArgumentException e) {
      // Told below without the value: it may hold a password.
    }
    throw UserFault.usage(
        "The proxy for "
            + scheme
            + " in the environment is no address like http://proxy.example.com:3128."
            + " Mend the variable.");
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException fault) {
    // The exchange itself fails and says so.
  }
}
