package org.pgevidence.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificate authority and server certificate of the demo server, made anew each time and thrown
 * away with it.
 *
 * @param authority PEM of the authority
 * @param server PEM of the server's certificate
 * @param key PEM of the server's private key
 */
record DemoCertificate(String authority, String server, String key) {
  private static final X500Name ISSUER = new X500Name("CN=Example Internal CA,O=Example Orders");

  /** A chain whose server certificate ends after {@code validity}. */
  static DemoCertificate endingIn(Duration validity) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(256);
      KeyPair authority = keys.generateKeyPair();
      KeyPair server = keys.generateKeyPair();
      X509Certificate root =
          issue(ISSUER, authority, authority, BigInteger.ONE, Duration.ofDays(3650), true);
      X509Certificate leaf =
          issue(
              new X500Name("CN=orders-prod.example.com,O=Example Orders"),
              server,
              authority,
              BigInteger.TWO,
              validity,
              false);
      return new DemoCertificate(
          pem(root), pem(leaf), pem(new JcaPKCS8Generator(server.getPrivate(), null)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("the demo certificate could not be made", e);
    }
  }

  private static X509Certificate issue(
      X500Name subject,
      KeyPair holder,
      KeyPair authority,
      BigInteger serial,
      Duration validity,
      boolean isAuthority)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            ISSUER,
            serial,
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(validity)),
            subject,
            holder.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    if (!isAuthority) {
      GeneralName[] names = {
        new GeneralName(GeneralName.dNSName, "orders-prod.example.com"),
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1")
      };
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
