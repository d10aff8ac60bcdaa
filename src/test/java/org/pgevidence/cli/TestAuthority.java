package org.pgevidence.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that issues server certificates, all as PEM. */
final class TestAuthority {
  private static final X500Name NAME = new X500Name("CN=Test CA");

  private final KeyPair keys = keys();

  /** A server's certificate and its private key. */
  record Issued(String certificate, String key) {}

  String certificate() throws GeneralSecurityException, IOException, OperatorCreationException {
    var builder = builder(NAME, keys, BigInteger.ONE);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    return pem(sign(builder));
  }

  /** For a server that clients reach by {@code host}. */
  Issued issue(String host)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair server = keys();
    var builder = builder(new X500Name("CN=" + host), server, BigInteger.TWO);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    return new Issued(pem(sign(builder)), pem(new JcaPKCS8Generator(server.getPrivate(), null)));
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name subject, KeyPair holder, BigInteger serial) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        serial,
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(30))),
        subject,
        holder.getPublic());
  }

  private X509CertificateHolder sign(JcaX509v3CertificateBuilder builder)
      throws OperatorCreationException {
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
