package org.pgevidence.sign;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the reader trusts: root certificates, and lists of revoked certificates.
 *
 * <p>A chain is judged at an instant: the one a trusted timestamp proves, else now.
 */
public record Trust(List<X509Certificate> roots, List<X509CRL> revocationLists) {
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String TIMESTAMPING = "1.3.6.1.5.5.7.3.8";
  private static final Set<String> DOCUMENT_PURPOSES =
      Set.of(
          ANY_PURPOSE,
          "1.3.6.1.5.5.7.3.36",
          "1.3.6.1.5.5.7.3.4",
          "1.3.6.1.4.1.311.10.3.12",
          "1.2.840.113583.1.1.5");

  /** Copies the lists. */
  public Trust {
    roots = List.copyOf(roots);
    revocationLists = List.copyOf(revocationLists);
  }

  /** No one is trusted. */
  public static Trust none() {
    return new Trust(List.of(), List.of());
  }

  /** What a signature must be good for. */
  public enum Purpose {
    DOCUMENT,
    TIMESTAMP
  }

  /** With further revocation lists. */
  public Trust with(List<X509CRL> more) {
    List<X509CRL> all = new ArrayList<>(revocationLists);
    all.addAll(more);
    return new Trust(roots, all);
  }

  /**
   * Requires that the chain is sound, fit for its purpose and in force at an instant, whoever the
   * root is.
   *
   * @param chain signer first; the last one counts as the anchor
   */
  public void requireSound(List<X509Certificate> chain, Purpose purpose, Instant at)
      throws SignatureFault {
    for (X509Certificate certificate : chain) {
      requireInForce(certificate, at);
      requireNotRevoked(certificate, chain, at);
    }
    requirePurpose(chain.getFirst(), purpose);
    X509Certificate top = chain.getLast();
    if (Chains.isSelfIssued(top) && !Chains.isIssuedBy(top, top)) {
      throw new SignatureFault(name(top) + " does not bear its own signature.");
    }
    if (chain.size() == 1) {
      return;
    }
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(top, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      if (purpose == Purpose.TIMESTAMP) {
        parameters.addCertPathChecker(new TimestampUsage());
      }
      var path =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(chain.subList(0, chain.size() - 1));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (CertPathValidatorException e) {
      throw new SignatureFault(
          "The certificate chain of "
              + name(chain.getFirst())
              + " does not hold: "
              + e.getMessage(),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Requires that an authority's chain was sound when it stamped, and was not revoked until now.
   * That its certificates ended since is no fault here: see {@link #endOf}.
   */
  public void requireSound(TimestampToken stamp) throws SignatureFault {
    requireSound(stamp.chain(), Purpose.TIMESTAMP, stamp.at());
    for (X509Certificate certificate : stamp.chain()) {
      requireNotRevoked(certificate, stamp.chain(), Instant.now());
    }
  }

  /** When the first certificate of a chain ends; from then on its stamps prove nothing anew. */
  public static Instant endOf(List<X509Certificate> chain) {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** Whether the chain ends at, passes through or is issued by a trusted certificate. */
  public boolean trusts(List<X509Certificate> chain) {
    return roots.stream()
        .anyMatch(root -> chain.contains(root) || Chains.isIssuedBy(chain.getLast(), root));
  }

  /** What is known about revocation of the chain, in words; empty when a list was at hand. */
  public Optional<String> revocationNote(List<X509Certificate> chain) {
    X509Certificate signer = chain.getFirst();
    boolean isListed = chain.size() > 1 && !listsOf(chain.get(1)).isEmpty();
    if (isListed || signer.getExtensionValue("2.5.29.56") != null) {
      return Optional.empty();
    }
    return Optional.of(
        "no revocation list of "
            + Chains.subject(chain.getLast())
            + " was at hand; append it to the --trust file to have revocation checked");
  }

  private static void requireInForce(X509Certificate certificate, Instant at)
      throws SignatureFault {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (at.isBefore(from)) {
      throw new SignatureFault(
          name(certificate) + " is not yet valid: it begins " + from + ", judged at " + at + ".");
    }
    if (at.isAfter(until)) {
      throw new SignatureFault(
          name(certificate) + " has expired: it ended " + until + ", judged at " + at + ".");
    }
  }

  private List<X509CRL> listsOf(X509Certificate issuer) {
    return revocationLists.stream()
        .filter(
            list -> {
              try {
                list.verify(issuer.getPublicKey());
                return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
              } catch (GeneralSecurityException e) {
                return false;
              }
            })
        .toList();
  }

  private void requireNotRevoked(
      X509Certificate certificate, List<X509Certificate> chain, Instant at) throws SignatureFault {
    for (X509Certificate issuer : revocationLists.isEmpty() ? List.<X509Certificate>of() : chain) {
      if (!Chains.isIssuedBy(certificate, issuer)) {
        continue;
      }
      for (X509CRL list : listsOf(issuer)) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate);
        if (entry != null && !entry.getRevocationDate().toInstant().isAfter(at)) {
          throw new SignatureFault(
              name(certificate)
                  + " was revoked on "
                  + entry.getRevocationDate().toInstant()
                  + ", judged at "
                  + at
                  + ".");
        }
      }
    }
  }

  private static void requirePurpose(X509Certificate certificate, Purpose purpose)
      throws SignatureFault {
    try {
      List<String> extended = certificate.getExtendedKeyUsage();
      boolean[] usage = certificate.getKeyUsage();
      boolean isSigner = usage == null || usage[0] || usage[1];
      boolean fits =
          switch (purpose) {
            case DOCUMENT ->
                extended == null || extended.stream().anyMatch(DOCUMENT_PURPOSES::contains);
            case TIMESTAMP -> extended != null && extended.equals(List.of(TIMESTAMPING));
          };
      if (!isSigner || !fits || certificate.getBasicConstraints() >= 0) {
        throw new SignatureFault(
            name(certificate)
                + " is for another purpose than "
                + (purpose == Purpose.DOCUMENT ? "signing documents" : "timestamps")
                + ": "
                + (extended == null
                    ? "key usage"
                    : extended.stream().sorted().collect(Collectors.joining(", ")))
                + ".");
      }
    } catch (java.security.cert.CertificateParsingException e) {
      throw new SignatureFault(name(certificate) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String name(X509Certificate certificate) {
    return String.format(Locale.ROOT, "The certificate of %s", Chains.subject(certificate));
  }
}
