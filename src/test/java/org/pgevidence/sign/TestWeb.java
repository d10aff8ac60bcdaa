package org.pgevidence.sign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A web server on loopback for lists of revoked certificates. Paths that begin with /silent are
 * never answered, those with /stalls begin and never end; unknown ones are 404.
 */
final class TestWeb implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private TestWeb(HttpServer server) {
    this.server = server;
  }

  static TestWeb start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestWeb web = new TestWeb(server);
    server.createContext("/", web::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return web;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  void serve(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      if (path.startsWith("/silent")) {
        closing.await();
      }
      byte[] body = files.getOrDefault(path, new byte[1]);
      boolean isStalling = path.startsWith("/stalls");
      exchange.sendResponseHeaders(
          isStalling || files.containsKey(path) ? 200 : 404, isStalling ? 100 : body.length);
      exchange.getResponseBody().write(body);
      if (isStalling) {
        exchange.getResponseBody().flush();
        closing.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
