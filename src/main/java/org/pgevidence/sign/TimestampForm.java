package org.pgevidence.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The one form in which a timestamp token stands in a pack. Authorities differ in what they put
 * beside the signed parts: further certificates, unsigned attributes, names of the algorithm, BER.
 * All that is dropped or spelled one way, so that no byte can change without notice; what the
 * authority signed stays as it is.
 *
 * @param der the token in this form
 * @param chain the certificates that lead up from the unit that signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TimestampForm(byte[] der, List<X509Certificate> chain) {
  private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> RSA =
      Map.of(
          NISTObjectIdentifiers.id_sha256, PKCSObjectIdentifiers.sha256WithRSAEncryption,
          NISTObjectIdentifiers.id_sha384, PKCSObjectIdentifiers.sha384WithRSAEncryption,
          NISTObjectIdentifiers.id_sha512, PKCSObjectIdentifiers.sha512WithRSAEncryption);
  private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> ECDSA =
      Map.of(
          NISTObjectIdentifiers.id_sha256, X9ObjectIdentifiers.ecdsa_with_SHA256,
          NISTObjectIdentifiers.id_sha384, X9ObjectIdentifiers.ecdsa_with_SHA384,
          NISTObjectIdentifiers.id_sha512, X9ObjectIdentifiers.ecdsa_with_SHA512);

  /** Copies the list. */
  TimestampForm {
    chain = List.copyOf(chain);
  }

  private static List<X509Certificate> chain(ContentInfo token)
      throws IOException, GeneralSecurityException, SignatureFault {
    List<X509Certificate> all = Certificates.of(data(token).getCertificates());
    SignerIdentifier id = signer(token).getSID();
    List<X509Certificate> units = all.stream().filter(unit -> isNamed(id, unit)).toList();
    if (units.size() != 1) {
      throw new SignatureFault("The timestamp does not hold its authority's certificate.");
    }
    return Chains.fromSigner(units.getFirst(), all);
  }

  /** Rewrites what an authority sent. */
  static TimestampForm of(ContentInfo token)
      throws IOException, GeneralSecurityException, SignatureFault {
    SignedData data = data(token);
    SignerInfo signer = signer(token);
    List<X509Certificate> chain = chain(token);
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    for (X509Certificate certificate : chain) {
      certificates.add(Certificate.getInstance(certificate.getEncoded()));
    }
    Certificate unit = Certificate.getInstance(chain.getFirst().getEncoded());
    SignatureValue.requirePlain(
        chain.getFirst().getPublicKey(), signer.getEncryptedDigest().getOctets());
    AlgorithmIdentifier digest =
        new AlgorithmIdentifier(signer.getDigestAlgorithm().getAlgorithm());
    SignerInfo plain =
        new SignerInfo(
            new SignerIdentifier(
                new IssuerAndSerialNumber(unit.getIssuer(), unit.getSerialNumber().getValue())),
            digest,
            signer.getAuthenticatedAttributes(),
            algorithm(signer, chain.getFirst()),
            new DEROctetString(signer.getEncryptedDigest().getOctets()),
            null);
    byte[] content =
        ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
    SignedData rebuilt =
        new SignedData(
            new DERSet(digest),
            new ContentInfo(PKCSObjectIdentifiers.id_ct_TSTInfo, new DEROctetString(content)),
            new DERSet(certificates),
            null,
            new DERSet(plain));
    ContentInfo form = new ContentInfo(PKCSObjectIdentifiers.signedData, rebuilt);
    return new TimestampForm(form.getEncoded(ASN1Encoding.DER), chain);
  }

  /** DER of an authority's answer that grants a token and says nothing else. */
  static byte[] response(byte[] token) throws IOException {
    ASN1Encodable granted = new DERSequence(new ASN1Integer(0));
    return new DERSequence(new ASN1Encodable[] {granted, ContentInfo.getInstance(token)})
        .getEncoded(ASN1Encoding.DER);
  }

  private static SignedData data(ContentInfo token) throws SignatureFault {
    if (!PKCSObjectIdentifiers.signedData.equals(token.getContentType())) {
      throw new SignatureFault("The timestamp is not signed data.");
    }
    return SignedData.getInstance(token.getContent());
  }

  private static SignerInfo signer(ContentInfo token) throws SignatureFault {
    SignedData data = data(token);
    if (data.getSignerInfos().size() != 1) {
      throw new SignatureFault(
          "The timestamp bears " + data.getSignerInfos().size() + " signatures, not one.");
    }
    return SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
  }

  private static boolean isNamed(SignerIdentifier id, X509Certificate certificate) {
    Certificate unit = Certificate.getInstance(Chains.encoded(certificate));
    if (id.isTagged()) {
      byte[] key = ASN1OctetString.getInstance(id.getId()).getOctets();
      SubjectKeyIdentifier own =
          SubjectKeyIdentifier.fromExtensions(unit.getTBSCertificate().getExtensions());
      return own != null && java.util.Arrays.equals(own.getKeyIdentifier(), key);
    }
    IssuerAndSerialNumber name = IssuerAndSerialNumber.getInstance(id.getId());
    return unit.getIssuer().equals(name.getName())
        && unit.getSerialNumber().equals(name.getSerialNumber());
  }

  private static AlgorithmIdentifier algorithm(SignerInfo signer, X509Certificate unit)
      throws SignatureFault {
    ASN1ObjectIdentifier digest = signer.getDigestAlgorithm().getAlgorithm();
    ASN1ObjectIdentifier named = signer.getDigestEncryptionAlgorithm().getAlgorithm();
    boolean isEc = unit.getPublicKey().getAlgorithm().equals("EC");
    ASN1ObjectIdentifier plain = (isEc ? ECDSA : RSA).get(digest);
    Set<ASN1ObjectIdentifier> spellings =
        isEc
            ? Set.of(X9ObjectIdentifiers.id_ecPublicKey)
            : Set.of(PKCSObjectIdentifiers.rsaEncryption);
    if (plain == null || !(named.equals(plain) || spellings.contains(named))) {
      throw new SignatureFault(
          "The timestamp is signed by algorithm "
              + named
              + " over digest "
              + digest
              + "; RSA (PKCS#1 v1.5) and ECDSA over SHA-256, SHA-384 and SHA-512 are known.");
    }
    return isEc ? new AlgorithmIdentifier(plain) : new AlgorithmIdentifier(plain, DERNull.INSTANCE);
  }
}
