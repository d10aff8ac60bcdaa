package org.pgevidence.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.pgevidence.fact.Digest;

/**
 * An RFC 3161 timestamp in {@link TimestampForm}, whose own signature holds; whether its authority
 * is trusted is for {@link Trust}.
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

  /** The answer of an authority as it stands in a pack (a {@code .tsr} file). */
  public byte[] response() {
    try {
      return TimestampForm.response(token);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a {@code .tsr} file for {@code stamped}; refuses what {@link #response} never writes. */
  public static TimestampToken ofResponse(byte[] response, byte[] stamped) throws SignatureFault {
    try {
      TimeStampResponse parsed = new TimeStampResponse(response);
      if (parsed.getStatus() != 0 || parsed.getTimeStampToken() == null) {
        throw new SignatureFault(
            "The timestamp authority refused: status "
                + parsed.getStatus()
                + ", "
                + parsed.getStatusString()
                + ".");
      }
      TimestampToken token = of(parsed.getTimeStampToken().getEncoded(), stamped);
      if (!Arrays.equals(token.response(), response)) {
        throw new SignatureFault("The timestamp holds parts that its signature does not cover.");
      }
      return token;
    } catch (IOException | TSPException | RuntimeException e) {
      throw new SignatureFault("The timestamp response could not be read: " + e.getMessage(), e);
    }
  }

  /** Reads a token of a pack and checks that it stamps {@code stamped}. */
  public static TimestampToken of(byte[] der, byte[] stamped) throws SignatureFault {
    TimestampToken token = ofAuthority(der, Digest.sha256().digest(stamped));
    if (!Arrays.equals(token.token(), der)) {
      throw new SignatureFault("The timestamp holds parts that its signature does not cover.");
    }
    return token;
  }

  /**
   * Brings an authority's token into the form of a pack, and checks that it stamps content of this
   * SHA-256.
   */
  static TimestampToken ofAuthority(byte[] der, byte[] digest) throws SignatureFault {
    try {
      TimestampForm form =
          TimestampForm.of(ContentInfo.getInstance(ASN1Primitive.fromByteArray(der)));
      TimeStampToken token = new TimeStampToken(ContentInfo.getInstance(form.der()));
      var info = token.getTimeStampInfo();
      if (!NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
          || !Arrays.equals(info.getMessageImprintDigest(), digest)) {
        throw new SignatureFault("The timestamp is of other content.");
      }
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(form.chain().getFirst()));
      return new TimestampToken(form.der(), info.getGenTime().toInstant(), form.chain());
    } catch (IOException
        | TSPException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      throw new SignatureFault("The timestamp does not hold: " + e.getMessage(), e);
    }
  }
}
