package org.pgevidence.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.pgevidence.fact.Digest;

/**
 * A detached CMS signature (RFC 5652) with one signer, SHA-256, the whole chain, and optionally a
 * timestamp over the signature value (RFC 3161, as CAdES-T puts it).
 *
 * <p>Its bytes are canonical: {@link #parse} builds the same structure anew from what it read and
 * refuses any difference, so that no byte stands outside the signature, the certificates' own
 * signatures, or this form.
 *
 * @param chain signer first
 * @param signedAt claimed signing time, second precision
 * @param timestamp token over the signature value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DetachedSignature(
    List<X509Certificate> chain,
    Instant signedAt,
    byte[] signedAttributes,
    byte[] value,
    Optional<byte[]> timestamp) {
  private static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final ASN1ObjectIdentifier TIMESTAMP =
      PKCSObjectIdentifiers.id_aa_signatureTimeStampToken;

  /** Copies the list. */
  public DetachedSignature {
    chain = List.copyOf(chain);
  }

  /** Signs {@code content}; with {@code authority} the signature value is timestamped. */
  public static byte[] create(
      byte[] content, SigningKey key, Instant at, Optional<TimestampClient> authority)
      throws SignatureFault {
    try {
      byte[] attributes = signedAttributes(content, key.chain(), at).getEncoded(ASN1Encoding.DER);
      byte[] value = key.sign(attributes);
      Optional<byte[]> token = Optional.empty();
      if (authority.isPresent()) {
        token = Optional.of(authority.get().stamp(value).token());
      }
      return new DetachedSignature(
              key.chain(), at.truncatedTo(ChronoUnit.SECONDS), attributes, value, token)
          .encode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All certificates are named by digest, so that those without an issuer here cannot change. */
  private static DERSet signedAttributes(byte[] content, List<X509Certificate> chain, Instant at) {
    ESSCertIDv2[] names =
        chain.stream()
            .map(
                certificate -> new ESSCertIDv2(Digest.sha256().digest(Chains.encoded(certificate))))
            .toArray(ESSCertIDv2[]::new);
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data));
    attributes.add(
        attribute(
            CMSAttributes.messageDigest, new DEROctetString(Digest.sha256().digest(content))));
    attributes.add(
        attribute(
            CMSAttributes.signingTime,
            new Time(Date.from(at.truncatedTo(ChronoUnit.SECONDS)), java.util.Locale.ROOT)));
    attributes.add(
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2, new SigningCertificateV2(names)));
    return new DERSet(attributes);
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  /** DER form: the bytes of a {@code .p7s} file. */
  public byte[] encode() throws SignatureFault {
    try {
      ASN1EncodableVector certificates = new ASN1EncodableVector();
      for (X509Certificate certificate : chain) {
        certificates.add(Certificate.getInstance(certificate.getEncoded()));
      }
      Certificate signer = Certificate.getInstance(chain.getFirst().getEncoded());
      boolean isEc = KeyType.signatureAlgorithm(chain.getFirst().getPublicKey()).endsWith("ECDSA");
      AlgorithmIdentifier algorithm =
          isEc
              ? new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)
              : new AlgorithmIdentifier(
                  PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
      ASN1Set unsigned =
          timestamp.isEmpty()
              ? null
              : new DERSet(attribute(TIMESTAMP, ASN1Primitive.fromByteArray(timestamp.get())));
      SignerInfo info =
          new SignerInfo(
              new SignerIdentifier(
                  new IssuerAndSerialNumber(
                      signer.getIssuer(), signer.getSerialNumber().getValue())),
              SHA256,
              ASN1Set.getInstance(signedAttributes),
              algorithm,
              new DEROctetString(value),
              unsigned);
      SignedData data =
          new SignedData(
              new DERSet(SHA256),
              new ContentInfo(CMSObjectIdentifiers.data, null),
              new DERSet(certificates),
              null,
              new DERSet(info));
      return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
    } catch (IOException | CertificateEncodingException e) {
      throw new SignatureFault("The signature could not be encoded: " + e.getMessage() + ".", e);
    }
  }

  /** Reads the bytes of a {@code .p7s} file; refuses whatever {@link #encode} would not write. */
  public static DetachedSignature parse(byte[] der) throws SignatureFault {
    try {
      ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
      SignedData data = SignedData.getInstance(info.getContent());
      SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
      IssuerAndSerialNumber id = IssuerAndSerialNumber.getInstance(signer.getSID().getId());
      List<X509Certificate> certificates = Certificates.of(data.getCertificates());
      X509Certificate own =
          certificates.stream()
              .filter(c -> c.getSerialNumber().equals(id.getSerialNumber().getValue()))
              .findFirst()
              .orElseThrow(() -> new SignatureFault("The signer's certificate is not in it."));
      AttributeTable signed = new AttributeTable(signer.getAuthenticatedAttributes());
      Time time = Time.getInstance(single(signed, CMSAttributes.signingTime));
      Optional<byte[]> token =
          signer.getUnauthenticatedAttributes() == null
              ? Optional.empty()
              : Optional.of(
                  single(new AttributeTable(signer.getUnauthenticatedAttributes()), TIMESTAMP)
                      .toASN1Primitive()
                      .getEncoded());
      DetachedSignature parsed =
          new DetachedSignature(
              Chains.fromSigner(own, certificates),
              time.getDate().toInstant(),
              signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER),
              signer.getEncryptedDigest().getOctets(),
              token);
      if (!Arrays.equals(parsed.encode(), der)) {
        throw new SignatureFault("It holds bytes that its signature does not cover.");
      }
      return parsed;
    } catch (IOException | RuntimeException | GeneralSecurityException e) {
      throw new SignatureFault("It is no CMS signature of an evidence pack: " + e + ".", e);
    }
  }

  /** Checks the signature over {@code content} by the certificate that it names. */
  public void verify(byte[] content) throws SignatureFault {
    try {
      AttributeTable signed = new AttributeTable(ASN1Set.getInstance(signedAttributes));
      ASN1OctetString digest =
          ASN1OctetString.getInstance(single(signed, CMSAttributes.messageDigest));
      if (!Arrays.equals(digest.getOctets(), Digest.sha256().digest(content))) {
        throw new SignatureFault("The signed SHA-256 is of other content.");
      }
      Signature check = Signature.getInstance(algorithm());
      check.initVerify(chain.getFirst().getPublicKey());
      check.update(signedAttributes);
      SignatureValue.requirePlain(chain.getFirst().getPublicKey(), value);
      if (!check.verify(value)) {
        throw new SignatureFault("The signature was not made by the key of " + subject() + ".");
      }
      byte[] expected = signedAttributes(content, chain, signedAt).getEncoded(ASN1Encoding.DER);
      if (!Arrays.equals(expected, signedAttributes)) {
        throw new SignatureFault("Its signed attributes are not those of an evidence pack.");
      }
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new SignatureFault("The signature could not be checked: " + e + ".", e);
    }
  }

  private String algorithm() throws SignatureFault {
    return KeyType.signatureAlgorithm(chain.getFirst().getPublicKey());
  }

  /** Subject of the signer. */
  public String subject() {
    return Chains.subject(chain.getFirst());
  }

  private static ASN1Encodable single(AttributeTable table, ASN1ObjectIdentifier type)
      throws SignatureFault {
    Attribute attribute = table.get(type);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      throw new SignatureFault("Attribute " + type + " is missing.");
    }
    return attribute.getAttrValues().getObjectAt(0);
  }
}
