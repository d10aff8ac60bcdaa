package org.pgevidence.sign;

import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.http.proxy.ProxyConfig;
import eu.europa.esig.dss.service.http.proxy.ProxyProperties;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import java.util.Optional;

/** Revocation lists and OCSP answers over HTTP while signing at level LT or LTA. */
final class OnlineRevocation {
  private static final int TIMEOUT_MS = 10_000;

  private OnlineRevocation() {}

  static OnlineCRLSource crl() {
    return new OnlineCRLSource(configure(new CommonsDataLoader()));
  }

  static OnlineOCSPSource ocsp() {
    return new OnlineOCSPSource(configure(new OCSPDataLoader()));
  }

  private static <T extends CommonsDataLoader> T configure(T loader) {
    loader.setTimeoutConnection(TIMEOUT_MS);
    loader.setTimeoutSocket(TIMEOUT_MS);
    proxy("http").ifPresent(http -> loader.setProxyConfig(config(http)));
    return loader;
  }

  private static ProxyConfig config(ProxyProperties http) {
    ProxyConfig config = new ProxyConfig();
    config.setHttpProperties(http);
    proxy("https").ifPresent(config::setHttpsProperties);
    return config;
  }

  private static Optional<ProxyProperties> proxy(String scheme) {
    String host = System.getProperty(scheme + ".proxyHost", "");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    ProxyProperties proxy = new ProxyProperties();
    proxy.setHost(host);
    proxy.setPort(Integer.getInteger(scheme + ".proxyPort", 80));
    return Optional.of(proxy);
  }
}
