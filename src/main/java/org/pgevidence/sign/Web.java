package org.pgevidence.sign;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How timestamps and revocation data are asked for: over HTTP, through the proxy that the
 * environment names, bounded in size and in time to the last byte. Redirects are not followed. What
 * is met instead of an answer is the message of an IOException: a clause about the other side.
 *
 * @param timeout for a whole exchange
 */
record Web(Duration timeout, ProxySelector proxies) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 32 << 20;

  /** As the user's environment has it, waiting ten seconds. */
  static Web standard() {
    return waiting(TIMEOUT);
  }

  static Web waiting(Duration timeout) {
    return new Web(timeout, new EnvironmentProxies(System.getenv()));
  }

  byte[] get(URI address) throws IOException {
    return exchange(request(address).GET().build());
  }

  byte[] post(URI address, byte[] body, String type, String accept) throws IOException {
    return exchange(
        request(address)
            .header("Content-Type", type)
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(URI address) throws IOException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme) || address.getHost() == null) {
      throw new IOException("it is no http or https address");
    }
    return HttpRequest.newBuilder(address).timeout(timeout);
  }

  private byte[] exchange(HttpRequest request) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .proxy(proxies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      HttpResponse<byte[]> whole = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (whole.statusCode() != 200) {
        throw new IOException("HTTP status " + whole.statusCode());
      }
      return whole.body();
    } catch (TimeoutException e) {
      throw new IOException(late(), e);
    } catch (ExecutionException e) {
      throw new IOException(words(e.getCause() == null ? e : e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("we were interrupted", e);
    } finally {
      client.shutdownNow();
    }
  }

  private String words(Throwable met) {
    return switch (met) {
      case HttpTimeoutException _ -> late();
      case ConnectException _ -> "no connection could be made; check the address and the proxy";
      default -> "its answer could not be read: " + met.getMessage();
    };
  }

  private String late() {
    return "it did not answer within " + timeout.toSeconds() + " s";
  }
}
