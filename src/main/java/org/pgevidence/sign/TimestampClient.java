package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.pgevidence.fact.Digest;

/**
 * Asks a timestamp authority over HTTP (RFC 3161 section 3.4) and believes nothing: the answer must
 * be for our digest and our nonce, signed by a timestamping certificate, and near our clock.
 *
 * <p>Proxies are those of the JVM (http.proxyHost and so on).
 */
public final class TimestampClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_ANSWER = 1 << 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final URI authority;

  /** A client of the authority at an http or https address. */
  public TimestampClient(URI authority) {
    this.authority = authority;
  }

  /** A timestamp and the whole answer that brought it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stamp(byte[] response, byte[] token, Instant at) {}

  /** Stamps the SHA-256 of bytes. */
  public Stamp stamp(byte[] bytes) throws SignatureFault {
    return stampDigest(Digest.sha256().digest(bytes));
  }

  private Stamp stampDigest(byte[] digest) throws SignatureFault {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256,
              digest,
              new BigInteger(64, RANDOM));
      byte[] answer = send(request.getEncoded());
      TimeStampResponse response = new TimeStampResponse(answer);
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw new SignatureFault(
            met(
                "it refused: "
                    + response.getStatusString()
                    + " (status "
                    + response.getStatus()
                    + ")"));
      }
      byte[] token = response.getTimeStampToken().getEncoded();
      TimestampToken checked = check(token, digest);
      Duration off = Duration.between(checked.at(), Instant.now()).abs();
      if (off.compareTo(TOLERANCE) > 0) {
        throw new SignatureFault(
            met("its clock says " + checked.at() + ", " + off.toSeconds() + " s from ours"));
      }
      return new Stamp(answer, token, checked.at());
    } catch (IOException e) {
      throw new SignatureFault(met(e.toString()), e);
    } catch (TSPException e) {
      throw new SignatureFault(met("its answer is not for our request: " + e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignatureFault(met("we were interrupted"), e);
    }
  }

  private TimestampToken check(byte[] token, byte[] digest) throws SignatureFault {
    try {
      return TimestampToken.ofDigest(token, digest);
    } catch (SignatureFault e) {
      throw new SignatureFault(met(String.valueOf(e.getMessage())), e);
    }
  }

  private byte[] send(byte[] request) throws IOException, InterruptedException, SignatureFault {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .proxy(ProxySelector.getDefault())
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(authority)
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/timestamp-query")
                  .header("Accept", "application/timestamp-reply")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
      if (answer.statusCode() != 200) {
        throw new SignatureFault(met("HTTP status " + answer.statusCode()));
      }
      return Arrays.copyOf(answer.body(), answer.body().length);
    }
  }

  private String met(String fault) {
    return "The timestamp authority " + authority + " gave no usable timestamp: " + fault + ".";
  }

  /** The same for the PDF library. */
  TSPSource forPdf() {
    return new PdfSource(authority);
  }

  private static final class PdfSource implements TSPSource {
    private static final long serialVersionUID = 1L;
    private final URI authority;

    PdfSource(URI authority) {
      this.authority = authority;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
      if (algorithm != DigestAlgorithm.SHA256) {
        throw new DSSException("only SHA-256 is stamped, not " + algorithm);
      }
      try {
        return new TimestampBinary(new TimestampClient(authority).stampDigest(digest).token());
      } catch (SignatureFault e) {
        throw new DSSException(e.getMessage(), e);
      }
    }
  }
}
