package org.pgevidence.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;

/** Certificates out of ASN.1 structures. */
final class Certificates {
  private Certificates() {}

  /** Reads the certificates of a signature; each must be in the one form that DER gives it. */
  static List<X509Certificate> of(@Nullable ASN1Set set)
      throws GeneralSecurityException, IOException, SignatureFault {
    if (set == null) {
      throw new SignatureFault("It holds no certificates.");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable item : set) {
      byte[] der = item.toASN1Primitive().getEncoded();
      requirePlain(der);
      certificates.add(of(der));
    }
    return certificates;
  }

  static X509Certificate of(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /**
   * What stands outside a certificate's own signature must follow from what stands inside: the
   * algorithm twice, and no unused bits of the value, which readers pass over.
   */
  private static void requirePlain(byte[] der) throws IOException, SignatureFault {
    Certificate certificate = Certificate.getInstance(der);
    DERSequence rebuilt =
        new DERSequence(
            new ASN1Encodable[] {
              certificate.getTBSCertificate(),
              certificate.getTBSCertificate().getSignature(),
              new DERBitString(certificate.getSignature().getOctets())
            });
    if (!Arrays.equals(rebuilt.getEncoded(ASN1Encoding.DER), der)) {
      throw new SignatureFault("A certificate holds bytes that its issuer did not sign.");
    }
  }
}
