package org.pgevidence.collect.tls;

import java.net.IDN;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;

/** Values of {@code tls_certificate} for one certificate. */
final class Certificates {
  private static final int DNS = 2;
  private static final int IP = 7;

  private Certificates() {}

  static @Nullable Object[] row(int position, X509Certificate certificate, String host)
      throws GeneralSecurityException {
    List<String> names = names(certificate);
    PublicKey key = certificate.getPublicKey();
    return new @Nullable Object[] {
      position,
      certificate.getSubjectX500Principal().getName(),
      certificate.getIssuerX500Principal().getName(),
      certificate.getSerialNumber().toString(16),
      Json.compact(names),
      certificate.getNotBefore().toInstant().toString(),
      certificate.getNotAfter().toInstant().toString(),
      key.getAlgorithm().equals("EdDSA") ? "Ed25519" : key.getAlgorithm(),
      bits(key).orElse(null),
      certificate.getSigAlgName(),
      isSelfSigned(certificate) ? 1 : 0,
      certificate.getBasicConstraints() >= 0 ? 1 : 0,
      position == 0 ? (matches(certificate, names, host) ? 1 : 0) : null,
      Digest.hex(certificate.getEncoded())
    };
  }

  private static Optional<Integer> bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> Optional.of(rsa.getModulus().bitLength());
      case ECPublicKey curve -> Optional.of(curve.getParams().getCurve().getField().getFieldSize());
      default -> Optional.empty();
    };
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> name : alternatives) {
          if (name.get(0) instanceof Integer type && (type == DNS || type == IP)) {
            names.add((type == DNS ? "dns:" : "ip:") + name.get(1));
          }
        }
      }
    } catch (CertificateParsingException e) {
      names.add("unreadable");
    }
    return names;
  }

  /** As libpq's verify-full: alternative names; the common name only where there are none. */
  private static boolean matches(X509Certificate certificate, List<String> names, String host) {
    Optional<IpAddress> ip = IpAddress.parse(host);
    if (ip.isPresent()) {
      return names.stream()
          .filter(name -> name.startsWith("ip:"))
          .anyMatch(name -> IpAddress.parse(name.substring(3)).equals(ip));
    }
    if (names.stream().anyMatch(name -> name.startsWith("dns:"))) {
      return names.stream()
          .anyMatch(name -> name.startsWith("dns:") && matches(name.substring(4), host));
    }
    for (String part : certificate.getSubjectX500Principal().getName().split(",")) {
      if (part.startsWith("CN=") && matches(part.substring(3), host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String host) {
    String name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    String wanted = pattern.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return wanted.equals(name)
        || (wanted.startsWith("*.") && dot > 0 && wanted.substring(1).equals(name.substring(dot)));
  }
}
