package org.pgevidence.sign;

import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;

/** The revocation lists that the user gave. */
final class RevocationLists {
  private RevocationLists() {}

  static ExternalResourcesCRLSource of(Trust trust) {
    return new ExternalResourcesCRLSource(
        trust.revocationLists().stream()
            .map(list -> (InputStream) new ByteArrayInputStream(encoded(list)))
            .toArray(InputStream[]::new));
  }

  private static byte[] encoded(X509CRL list) {
    try {
      return list.getEncoded();
    } catch (CRLException e) {
      throw new IllegalStateException(e);
    }
  }
}
