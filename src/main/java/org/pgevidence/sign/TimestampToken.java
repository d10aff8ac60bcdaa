package org.pgevidence.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.pgevidence.fact.Digest;

/**
 * An RFC 3161 timestamp whose own signature holds; whether its authority is trusted is for {@link
 * Trust}.
 *
 * @param token DER form
 * @param at the time that the authority states
 * @param chain timestamp unit first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TimestampToken(byte[] token, Instant at, List<X509Certificate> chain) {
  /** Copies the list. */
  public TimestampToken {
    chain = List.copyOf(chain);
  }

  private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
      Map.of(
          NISTObjectIdentifiers.id_sha256, "SHA-256",
          NISTObjectIdentifiers.id_sha384, "SHA-384",
          NISTObjectIdentifiers.id_sha512, "SHA-512");

  /** Reads the answer of an authority (a {@code .tsr} file) for {@code stamped}. */
  public static TimestampToken ofResponse(byte[] response, byte[] stamped) throws SignatureFault {
    try {
      TimeStampResponse parsed = new TimeStampResponse(response);
      if (!Arrays.equals(
          ASN1Primitive.fromByteArray(response).getEncoded(ASN1Encoding.DER), response)) {
        throw new SignatureFault("The timestamp response is not in DER form.");
      }
      if (parsed.getStatus() != 0 || parsed.getTimeStampToken() == null) {
        throw new SignatureFault(
            "The timestamp authority refused: status "
                + parsed.getStatus()
                + ", "
                + parsed.getStatusString()
                + ".");
      }
      if (parsed.getStatusString() != null || parsed.getFailInfo() != null) {
        throw new SignatureFault("The timestamp response carries words beside its grant.");
      }
      return of(parsed.getTimeStampToken().getEncoded(ASN1Encoding.DER), stamped);
    } catch (IOException | TSPException | RuntimeException e) {
      throw new SignatureFault("The timestamp response could not be read: " + e.getMessage(), e);
    }
  }

  /** Reads a token and checks that it stamps {@code stamped}. */
  public static TimestampToken of(byte[] der, byte[] stamped) throws SignatureFault {
    return ofDigest(der, Digest.sha256().digest(stamped));
  }

  /** Reads a token and checks that it stamps content of this SHA-256. */
  static TimestampToken ofDigest(byte[] der, byte[] digest) throws SignatureFault {
    try {
      ASN1Primitive parsed = ASN1Primitive.fromByteArray(der);
      if (!Arrays.equals(parsed.getEncoded(ASN1Encoding.DER), der)) {
        throw new SignatureFault("The timestamp is not in DER form.");
      }
      ContentInfo content = ContentInfo.getInstance(parsed);
      if (!PKCSObjectIdentifiers.signedData.equals(content.getContentType())) {
        throw new SignatureFault("The timestamp is not signed data.");
      }
      TimeStampToken token = new TimeStampToken(content);
      var info = token.getTimeStampInfo();
      if (!NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
          || !Arrays.equals(info.getMessageImprintDigest(), digest)) {
        throw new SignatureFault("The timestamp is of other content.");
      }
      SignerInformation signer = token.toCMSSignedData().getSignerInfos().iterator().next();
      if (signer.getUnsignedAttributes() != null) {
        throw new SignatureFault("The timestamp carries unsigned attributes.");
      }
      List<X509Certificate> chain = chain(token);
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(chain.getFirst()));
      requireMinimal(token, signer, chain);
      return new TimestampToken(der, info.getGenTime().toInstant(), chain);
    } catch (IOException
        | TSPException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      throw new SignatureFault("The timestamp does not hold: " + e.getMessage() + ".", e);
    }
  }

  private static List<X509Certificate> chain(TimeStampToken token)
      throws IOException, GeneralSecurityException, SignatureFault {
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> own = token.getSID();
    Collection<X509CertificateHolder> found = token.getCertificates().getMatches(own);
    if (found.size() != 1) {
      throw new SignatureFault("The timestamp does not hold its authority's certificate.");
    }
    List<X509Certificate> all = new java.util.ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      all.add(Certificates.of(holder.getEncoded()));
    }
    return Chains.fromSigner(Certificates.of(found.iterator().next().getEncoded()), all);
  }

  /** Every part outside the signature must follow from the parts inside, so that none can vary. */
  private static void requireMinimal(
      TimeStampToken token, SignerInformation signer, List<X509Certificate> chain)
      throws SignatureFault, GeneralSecurityException {
    SignedData signed =
        SignedData.getInstance(token.toCMSSignedData().toASN1Structure().getContent());
    AlgorithmIdentifier digest = signer.toASN1Structure().getDigestAlgorithm();
    String digestName = DIGESTS.get(digest.getAlgorithm());
    boolean isMinimal =
        signed.getSignerInfos().size() == 1
            && signed.getCRLs() == null
            && signed.getVersion().intValueExact() == 3
            && signer.getVersion() == (signer.toASN1Structure().getSID().isTagged() ? 3 : 1)
            && token.getCertificates().getMatches(null).size() == chain.size()
            && signed.getDigestAlgorithms().size() == 1
            && digest.equals(
                AlgorithmIdentifier.getInstance(signed.getDigestAlgorithms().getObjectAt(0)))
            && PKCSObjectIdentifiers.id_ct_TSTInfo.equals(
                signed.getEncapContentInfo().getContentType())
            && digestName != null
            && Arrays.equals(
                messageDigest(signer), digest(digestName, signed.getEncapContentInfo()))
            && (digest.getParameters() == null || DERNull.INSTANCE.equals(digest.getParameters()));
    if (!isMinimal || !isCanonical(signer.toASN1Structure(), digest, chain.getFirst())) {
      throw new SignatureFault("The timestamp holds parts that its signature does not cover.");
    }
  }

  /**
   * Whether the signer is named byte for byte as its certificate does: names compare without regard
   * to case elsewhere.
   */
  private static boolean isCanonical(
      SignerInfo info, AlgorithmIdentifier digest, X509Certificate unit)
      throws GeneralSecurityException {
    try {
      Certificate own = Certificate.getInstance(unit.getEncoded());
      SignerIdentifier sid =
          info.getSID().isTagged()
              ? info.getSID()
              : new SignerIdentifier(
                  new IssuerAndSerialNumber(own.getIssuer(), own.getSerialNumber().getValue()));
      SignerInfo rebuilt =
          new SignerInfo(
              sid,
              digest,
              info.getAuthenticatedAttributes(),
              info.getDigestEncryptionAlgorithm(),
              info.getEncryptedDigest(),
              null);
      return Arrays.equals(rebuilt.getEncoded(ASN1Encoding.DER), info.getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static byte[] digest(String name, ContentInfo content) throws GeneralSecurityException {
    return MessageDigest.getInstance(name)
        .digest(ASN1OctetString.getInstance(content.getContent()).getOctets());
  }

  private static byte[] messageDigest(SignerInformation signer) {
    var attribute = signer.getSignedAttributes().get(CMSAttributes.messageDigest);
    return ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0)).getOctets();
  }
}
