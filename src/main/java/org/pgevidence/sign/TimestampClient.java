package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.pgevidence.fact.Digest;

/**
 * Asks a timestamp authority over HTTP (RFC 3161 section 3.4) and believes nothing: the answer must
 * be for our digest and our nonce, signed by a timestamping certificate, and near our clock.
 *
 * @param authority an http or https address
 * @param timeout for the connection, and again for the answer
 */
public record TimestampClient(URI authority, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_ANSWER = 1 << 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A client that waits ten seconds. */
  public TimestampClient(URI authority) {
    this(authority, TIMEOUT);
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
      TimeStampRequest request =
          generator.generate(NISTObjectIdentifiers.id_sha256, digest, new BigInteger(64, RANDOM));
      TimeStampResponse response = new TimeStampResponse(send(request.getEncoded()));
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
      throw new SignatureFault(met(words(e)), e);
    } catch (TSPException e) {
      throw new SignatureFault(met("its answer is not for our request: " + e.getMessage()), e);
    } catch (SignatureFault e) {
      throw new SignatureFault(met(String.valueOf(e.getMessage())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignatureFault(met("we were interrupted"), e);
    }
  }

  private byte[] send(byte[] request) throws IOException, InterruptedException, SignatureFault {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .proxy(ProxySelector.getDefault())
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(authority)
                  .timeout(timeout)
                  .header("Content-Type", "application/timestamp-query")
                  .header("Accept", "application/timestamp-reply")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                  .build(),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
      if (answer.statusCode() != 200) {
        throw new SignatureFault("HTTP status " + answer.statusCode());
      }
      return answer.body();
    }
  }

  private String words(IOException e) {
    return switch (e) {
      case HttpTimeoutException _ -> "it did not answer within " + timeout.toSeconds() + " s";
      case ConnectException _ -> "no connection could be made; check the address and the proxy";
      default -> "its answer could not be read: " + e.getMessage();
    };
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
