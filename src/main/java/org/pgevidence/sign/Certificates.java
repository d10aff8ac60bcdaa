package org.pgevidence.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.jspecify.annotations.Nullable;

/** Certificates out of ASN.1 structures. */
final class Certificates {
  private Certificates() {}

  static List<X509Certificate> of(@Nullable ASN1Set set)
      throws GeneralSecurityException, IOException, SignatureFault {
    if (set == null) {
      throw new SignatureFault("It holds no certificates.");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable item : set) {
      certificates.add(of(item.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
    }
    return certificates;
  }

  static X509Certificate of(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
