package org.pgevidence.sign;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: a self-signed root, and signers and timestamp units under it. */
public record CertificateAuthority(Identity identity) {
  /** RFC 9608: no revocation information is ever published for this certificate. */
  private static final ASN1ObjectIdentifier NO_REVOCATION =
      new ASN1ObjectIdentifier("2.5.29.56").intern();

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What an issued certificate is for. */
  public enum Purpose {
    /** Signs documents; revocable by a CRL of the root. */
    SIGNER,
    /** Signs documents with a key that is thrown away after use (RFC 9608: no revocation). */
    EPHEMERAL_SIGNER,
    /** Answers RFC 3161 requests. */
    TIMESTAMP,
    /** Identifies a TLS server: the wrong certificate to sign with. */
    TLS_SERVER
  }

  /** A distinguished name; organisation is left out when empty. */
  public static X500Name name(String organisation, String commonName) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (!organisation.isEmpty()) {
      name.addRDN(BCStyle.O, organisation);
    }
    return name.addRDN(BCStyle.CN, commonName).build();
  }

  /** A new root that is valid from {@code from} on. */
  public static CertificateAuthority create(
      KeyType type, X500Name name, Instant from, Duration validity) {
    KeyPair pair = type.generate();
    try {
      X509v3CertificateBuilder builder = builder(name, name, pair, from, from.plus(validity));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      X509Certificate root = sign(builder, pair.getPrivate(), pair);
      return new CertificateAuthority(new Identity(pair.getPrivate(), List.of(root)));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key with a certificate of this authority; never valid longer than the root. */
  public Identity issue(
      KeyType type, X500Name name, Purpose purpose, Instant from, Duration validity) {
    KeyPair pair = type.generate();
    X509Certificate root = identity.certificate();
    Instant rootEnd = root.getNotAfter().toInstant();
    Instant end = from.plus(validity).isAfter(rootEnd) ? rootEnd : from.plus(validity);
    try {
      X500Name issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
      X509v3CertificateBuilder builder = builder(issuer, name, pair, from, end);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.getPublicKey()));
      addPurpose(builder, purpose);
      X509Certificate certificate = sign(builder, identity.key(), pair);
      List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
      chain.addAll(identity.chain());
      return new Identity(pair.getPrivate(), chain);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addPurpose(X509v3CertificateBuilder builder, Purpose purpose)
      throws CertIOException {
    int usage =
        switch (purpose) {
          case SIGNER, EPHEMERAL_SIGNER -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
          case TIMESTAMP -> KeyUsage.digitalSignature;
          case TLS_SERVER -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        };
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    switch (purpose) {
      case SIGNER -> {}
      case EPHEMERAL_SIGNER -> builder.addExtension(NO_REVOCATION, false, DERNull.INSTANCE);
      case TIMESTAMP ->
          builder.addExtension(
              Extension.extendedKeyUsage,
              true,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      case TLS_SERVER ->
          builder.addExtension(
              Extension.extendedKeyUsage,
              true,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    }
  }

  /** A list of revoked certificates, signed by this authority: serial number → when revoked. */
  public X509CRL revocationList(Map<BigInteger, Instant> revoked, Instant from, Instant next) {
    try {
      var builder = new JcaX509v2CRLBuilder(identity.certificate(), Date.from(from));
      builder.setNextUpdate(Date.from(next));
      revoked.forEach((serial, at) -> builder.addCRLEntry(serial, Date.from(at), 0));
      var signer =
          new JcaContentSignerBuilder(
                  KeyType.signatureAlgorithm(identity.certificate().getPublicKey()))
              .build(identity.key());
      byte[] der = builder.build(signer).getEncoded();
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new java.io.ByteArrayInputStream(der));
    } catch (GeneralSecurityException
        | OperatorCreationException
        | java.io.IOException
        | SignatureFault e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Instant from, Instant until)
      throws GeneralSecurityException, CertIOException {
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, RANDOM).setBit(126),
            Date.from(from.truncatedTo(ChronoUnit.SECONDS)),
            Date.from(until.truncatedTo(ChronoUnit.SECONDS)),
            subject,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder builder, java.security.PrivateKey issuerKey, KeyPair subject)
      throws GeneralSecurityException {
    try {
      String algorithm =
          issuerKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      var signer = new JcaContentSignerBuilder(algorithm).build(issuerKey);
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      if (!certificate.getPublicKey().equals(subject.getPublic())) {
        throw new IllegalStateException("the certificate holds another key");
      }
      return certificate;
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
