package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.pgevidence.fact.Digest;

/**
 * Asks a timestamp authority over HTTP (RFC 3161 section 3.4) and believes nothing: the answer must
 * be for our digest and our nonce, signed by a timestamping certificate, and near our clock.
 */
public final class TimestampClient {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final URI authority;
  private final Optional<String> policy;
  private final Web web;

  TimestampClient(URI authority, Optional<String> policy, Web web) {
    this.authority = authority;
    this.policy = policy;
    this.web = web;
  }

  /**
   * A client that waits ten seconds.
   *
   * @param authority an http or https address
   * @param policy object identifier of the policy that the authority must stamp under
   */
  public TimestampClient(URI authority, Optional<String> policy) {
    this(authority, policy, Web.standard());
  }

  /** Stamps the SHA-256 of bytes. */
  public TimestampToken stamp(byte[] bytes) throws SignatureFault {
    return answer(Digest.sha256().digest(bytes)).checked();
  }

  /** The token as the authority sent it, and as it stands in a pack. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(byte[] sent, TimestampToken checked) {}

  private Answer answer(byte[] digest) throws SignatureFault {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      policy.ifPresent(oid -> generator.setReqPolicy(new ASN1ObjectIdentifier(oid)));
      TimeStampRequest request =
          generator.generate(NISTObjectIdentifiers.id_sha256, digest, new BigInteger(64, RANDOM));
      TimeStampResponse response =
          new TimeStampResponse(
              web.post(
                  authority,
                  request.getEncoded(),
                  "application/timestamp-query",
                  "application/timestamp-reply"));
      response.validate(request);
      if (response.getTimeStampToken() == null || response.getStatus() != 0) {
        throw new SignatureFault(
            "it refused: " + response.getStatusString() + " (status " + response.getStatus() + ")");
      }
      byte[] sent = response.getTimeStampToken().getEncoded();
      TimestampToken checked = TimestampToken.ofAuthority(sent, digest);
      Duration off = Duration.between(checked.at(), Instant.now()).abs();
      if (off.compareTo(TOLERANCE) > 0) {
        throw new SignatureFault(
            "its clock says " + checked.at() + ", " + off.toSeconds() + " s from ours");
      }
      return new Answer(sent, checked);
    } catch (IOException e) {
      throw new SignatureFault(met(String.valueOf(e.getMessage())), e);
    } catch (TSPException e) {
      throw new SignatureFault(met("its answer is not for our request: " + e.getMessage()), e);
    } catch (SignatureFault e) {
      throw new SignatureFault(met(String.valueOf(e.getMessage())), e);
    }
  }

  private String met(String fault) {
    String end = fault.endsWith(".") ? "" : ".";
    return "The timestamp authority " + authority + " gave no usable timestamp: " + fault + end;
  }

  /** The same for the PDF library. */
  TSPSource forPdf() {
    return new PdfSource(this);
  }

  private static final class PdfSource implements TSPSource {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the library never serializes it
    private final TimestampClient client;

    PdfSource(TimestampClient client) {
      this.client = client;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
      if (algorithm != DigestAlgorithm.SHA256) {
        throw new DSSException("only SHA-256 is stamped, not " + algorithm);
      }
      try {
        return new TimestampBinary(client.answer(digest).sent());
      } catch (SignatureFault e) {
        throw new DSSException(e.getMessage(), e);
      }
    }
  }
}
