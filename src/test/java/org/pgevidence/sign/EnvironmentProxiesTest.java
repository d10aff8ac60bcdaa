package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgevidence.fact.UserFault;

/** Which proxy the environment names for an address, as curl reads it. */
class EnvironmentProxiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://tsa.example.com/ | http_proxy=http://proxy:3128 | proxy:3128",
        "http://tsa.example.com/ | http_proxy=proxy:3128 | proxy:3128",
        "http://tsa.example.com/ | HTTP_PROXY=http://proxy:3128 | direct",
        "https://tsa.example.com/ | HTTPS_PROXY=http://proxy | proxy:80",
        "https://tsa.example.com/ | http_proxy=http://proxy:3128 | direct",
        "https://tsa.example.com/ | all_proxy=http://proxy:3128 | proxy:3128",
        "http://tsa.example.com/ | http_proxy=http://proxy:1 no_proxy=example.com | direct",
        "http://tsa.example.com/ | http_proxy=http://proxy:1 no_proxy=.example.com | direct",
        "http://tsa.example.com/ | http_proxy=http://proxy:1 NO_PROXY=a,TSA.example.com | direct",
        "http://tsa.example.com/ | http_proxy=http://proxy:1 no_proxy=* | direct",
        "http://badexample.com/ | http_proxy=http://proxy:1 no_proxy=example.com | proxy:1",
        "http://a.org:81/ | http_proxy=http://proxy:1 no_proxy=a.org:80 | proxy:1",
        "http://a.org:80/ | http_proxy=http://proxy:1 no_proxy=a.org:80 | direct",
        "http://a.org/ | - | direct"
      })
  void proxyIsChosenAsCurlDoes(String address, String environment, String expected) {
    var variables = new java.util.HashMap<String, String>();
    for (String item : environment == null ? new String[0] : environment.split(" ")) {
      variables.put(item.substring(0, item.indexOf('=')), item.substring(item.indexOf('=') + 1));
    }

    var chosen = new EnvironmentProxies(variables).select(URI.create(address)).getFirst();

    String words =
        chosen.address() instanceof InetSocketAddress proxy
            ? proxy.getHostString() + ":" + proxy.getPort()
            : "direct";
    assertEquals(expected, words);
  }

  @Test
  void proxyThatIsNoAddressIsNamedWithoutItsPassword() {
    var proxies = new EnvironmentProxies(Map.of("http_proxy", "socks://u:secret@h:1"));

    UserFault fault =
        assertThrows(UserFault.class, () -> proxies.select(URI.create("http://a.org/")));

    assertFalse(String.valueOf(fault.getMessage()).contains("secret"), fault.getMessage());
  }

  @Test
  void questionsGoThroughTheProxyUnlessExcepted() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] body = "through".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    proxy.start();
    try {
      String address = "http://127.0.0.1:" + proxy.getAddress().getPort();
      URI nowhere = URI.create("http://tsa.invalid/stamp");
      Web through =
          new Web(Duration.ofSeconds(30), new EnvironmentProxies(Map.of("http_proxy", address)));
      Web excepted =
          new Web(
              Duration.ofSeconds(30),
              new EnvironmentProxies(Map.of("http_proxy", address, "no_proxy", "127.0.0.1")));

      String answer = new String(through.get(nowhere), StandardCharsets.UTF_8);
      excepted.get(URI.create(address + "/direct"));

      assertEquals("through", answer);
      assertEquals("http://tsa.invalid/stamp", asked.poll());
      assertEquals("/direct", asked.poll());
      assertTrue(asked.isEmpty());
    } finally {
      proxy.stop(0);
    }
  }
}
