package org.pgevidence.sign;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.pgevidence.fact.Digest;

/** Certificates in order, and how they are named for people. */
public final class Chains {
  private Chains() {}

  /** The certificates that lead from the signer up, as far as they are among {@code known}. */
  static List<X509Certificate> fromSigner(
      X509Certificate signer, Collection<X509Certificate> known) {
    List<X509Certificate> chain = new ArrayList<>(List.of(signer));
    while (!isSelfIssued(chain.getLast())) {
      Optional<X509Certificate> issuer =
          known.stream()
              .filter(candidate -> !chain.contains(candidate))
              .filter(candidate -> isIssuedBy(chain.getLast(), candidate))
              .findFirst();
      if (issuer.isEmpty()) {
        break;
      }
      chain.add(issuer.get());
    }
    return List.copyOf(chain);
  }

  /** Whether {@code issuer}'s key signed {@code certificate}. */
  static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  /** SHA-256 over the DER form, as openssl prints it: AB:CD:… */
  public static String fingerprint(X509Certificate certificate) {
    return Digest.hex(encoded(certificate))
        .toUpperCase(java.util.Locale.ROOT)
        .replaceAll("..(?!$)", "$0:");
  }

  /** Subject as RFC 4514 text, least specific first: o=…,cn=… */
  public static String subject(X509Certificate certificate) {
    return X500Name.getInstance(
            RFC4519Style.INSTANCE, certificate.getSubjectX500Principal().getEncoded())
        .toString();
  }

  /** Common name of the subject, or the whole subject where it has none. */
  public static String commonName(X509Certificate certificate) {
    var names =
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
            .getRDNs(org.bouncycastle.asn1.x500.style.BCStyle.CN);
    return names.length == 0 ? subject(certificate) : names[0].getFirst().getValue().toString();
  }

  /** Whether the certificate was made without the user's keys. */
  public static boolean isDemo(X509Certificate certificate) {
    return subject(certificate).contains(SigningKey.DEMO_MARK);
  }

  /** DER form. */
  public static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
