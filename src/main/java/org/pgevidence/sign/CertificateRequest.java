package org.pgevidence.sign;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate request (PKCS#10), signed by the key that it is for. */
public final class CertificateRequest {
  private CertificateRequest() {}

  /** The request as PEM, with the subject of the key's present certificate. */
  public static String pem(SigningKey key) {
    X500Name subject =
        X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    var request =
        new JcaPKCS10CertificationRequestBuilder(subject, key.certificate().getPublicKey())
            .build(new KeySigner(key));
    return new String(KeyFolder.pem(request), StandardCharsets.UTF_8);
  }

  private static final class KeySigner implements ContentSigner {
    private final SigningKey key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    KeySigner(SigningKey key) {
      this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return key.certificate().getPublicKey().getAlgorithm().equals("EC")
          ? new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)
          : new AlgorithmIdentifier(
              PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    }

    @Override
    public OutputStream getOutputStream() {
      return bytes;
    }

    @Override
    public byte[] getSignature() {
      return key.sign(bytes.toByteArray());
    }
  }
}
