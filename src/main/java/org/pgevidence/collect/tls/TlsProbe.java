package org.pgevidence.collect.tls;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.TableWriter;

/**
 * Probes one endpoint: at most a few dozen short connections with a pause between them, none of
 * which logs in. Nothing is verified while probing; what was met is the evidence.
 *
 * <p>Of a usual server the log shows about one line for each: "could not accept SSL connection"
 * (unsupported protocol, no shared cipher, EOF detected) for each hello, and "no pg_hba.conf entry"
 * or "pg_hba.conf rejects" where the rules refuse the start without encryption; with
 * log_connections also "connection received".
 */
public final class TlsProbe {
  private static final int TIMEOUT_MS = 5_000;
  private static final int PAUSE_MS = 20;

  private final String host;
  private final int port;
  private final String user;
  private final String database;
  private final List<@Nullable Object[]> probes = new ArrayList<>();
  private final List<@Nullable Object[]> certificates = new ArrayList<>();

  private TlsProbe(String host, int port, String user, String database) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.database = database;
  }

  /**
   * Probes a TCP endpoint as a role that need not exist; never throws for what the server does.
   *
   * @param major of the server; direct TLS is tried from 17
   */
  public static TlsProbe run(String host, int port, String user, String database, int major) {
    TlsProbe probe = new TlsProbe(host, port, user, database);
    probe.plaintext();
    for (int version = 0x0301; version <= 0x0304; version++) {
      Map<Integer, String> suites = version == 0x0304 ? Suites.TLS13 : Suites.COMMON;
      probe.hello("version", Hello.version(version), version, suites, false);
    }
    probe.weakSuites();
    if (major >= 17) {
      probe.hello("direct", "TLS without SSLRequest", 0x0304, Suites.TLS13, true);
    }
    probe.chain();
    return probe;
  }

  /** Writes the rows of {@code tls_probe}. */
  public void writeProbes(TableWriter table) throws IOException {
    for (@Nullable Object[] row : probes) {
      table.row(row);
    }
  }

  /** Writes the rows of {@code tls_certificate}; none when no handshake succeeded. */
  public void writeCertificates(TableWriter table) throws IOException {
    for (@Nullable Object[] row : certificates) {
      table.row(row);
    }
  }

  /** Rows of tls_probe in the order of its columns. */
  public List<@Nullable Object[]> probes() {
    return List.copyOf(probes);
  }

  /** Rows of tls_certificate in the order of its columns. */
  public List<@Nullable Object[]> certificates() {
    return List.copyOf(certificates);
  }

  private void add(
      String kind,
      String offered,
      @Nullable Boolean accepted,
      String answer,
      @Nullable String version,
      @Nullable String suite) {
    probes.add(
        new @Nullable Object[] {
          probes.size() + 1,
          kind,
          offered,
          accepted == null ? null : accepted ? 1 : 0,
          answer,
          version,
          suite,
          Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()
        });
  }

  private interface Exchange {
    void with(Socket socket, DataOutputStream out, DataInputStream in) throws IOException;
  }

  private void connected(String kind, String offered, Exchange exchange) {
    try (Socket socket = new Socket()) {
      Thread.sleep(PAUSE_MS);
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      exchange.with(
          socket,
          new DataOutputStream(socket.getOutputStream()),
          new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      add(kind, offered, null, "no answer: " + e.getMessage(), null, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      add(kind, offered, null, "interrupted", null, null);
    }
  }

  private void plaintext() {
    String offered = "StartupMessage without encryption";
    connected(
        "plaintext",
        offered,
        (socket, out, in) -> {
          Startup.Answer answer = Startup.start(out, in, user, database);
          add("plaintext", offered, answer.isAccepted(), answer.words(), null, null);
        });
  }

  private void hello(
      String kind, String offered, int version, Map<Integer, String> suites, boolean isDirect) {
    connected(
        kind,
        offered,
        (socket, out, in) -> {
          if (!isDirect && Startup.askTls(out, in) != 'S') {
            add(kind, offered, false, "SSLRequest answered N: TLS is off", null, null);
            return;
          }
          Hello.Answer answer = exchange(out, in, version, suites, isDirect);
          boolean isOther =
              answer.isAccepted() != null && answer.isAccepted() && answer.version() != version;
          add(
              kind,
              offered,
              isOther ? Boolean.FALSE : answer.isAccepted(),
              answer.words(),
              answer.version() == 0 ? null : Hello.version(answer.version()),
              answer.suite() == 0 ? null : Suites.name(answer.suite()));
        });
  }

  private static Hello.Answer exchange(
      DataOutputStream out,
      DataInputStream in,
      int version,
      Map<Integer, String> suites,
      boolean withAlpn)
      throws IOException {
    out.write(Hello.client(version, suites.keySet(), withAlpn));
    out.flush();
    return Hello.read(in);
  }

  /** Offers all weak suites at once, then those that are left, until the server refuses. */
  private void weakSuites() {
    Map<Integer, String> left = new LinkedHashMap<>(Suites.WEAK);
    boolean[] goesOn = {true};
    while (goesOn[0] && !left.isEmpty()) {
      goesOn[0] = false;
      int before = probes.size();
      connected(
          "cipher",
          Suites.names(left),
          (socket, out, in) -> {
            Hello.Answer answer =
                Startup.askTls(out, in) == 'S'
                    ? exchange(out, in, 0x0303, left, false)
                    : new Hello.Answer(false, 0, 0, "SSLRequest answered N: TLS is off");
            if (Boolean.TRUE.equals(answer.isAccepted()) && left.containsKey(answer.suite())) {
              String name = Suites.name(answer.suite());
              add("cipher", name, true, answer.words(), Hello.version(answer.version()), name);
              left.remove(answer.suite());
              goesOn[0] = true;
            } else {
              left.values()
                  .forEach(
                      name -> add("cipher", name, answer.isAccepted(), answer.words(), null, null));
            }
          });
      if (probes.size() == before) {
        return;
      }
    }
  }

  private void chain() {
    String offered = "handshake of this Java runtime";
    connected(
        "chain",
        offered,
        (socket, out, in) -> {
          if (Startup.askTls(out, in) != 'S') {
            add("chain", offered, false, "SSLRequest answered N: TLS is off", null, null);
            return;
          }
          try (SSLSocket tls =
              (SSLSocket)
                  Unverified.context().getSocketFactory().createSocket(socket, host, port, true)) {
            tls.startHandshake();
            String version = tls.getSession().getProtocol();
            String suite = tls.getSession().getCipherSuite();
            Certificate[] chain = tls.getSession().getPeerCertificates();
            for (int i = 0; i < chain.length; i++) {
              certificates.add(Certificates.row(i, (X509Certificate) chain[i], host));
            }
            add("chain", offered, true, chain.length + " certificates", version, suite);
            Startup.Answer answer =
                Startup.start(
                    new DataOutputStream(tls.getOutputStream()),
                    new DataInputStream(tls.getInputStream()),
                    user,
                    database);
            Boolean offersBinding =
                answer.words().contains("SASL")
                    ? answer.words().contains("SCRAM-SHA-256-PLUS")
                    : null;
            add(
                "channel_binding",
                "StartupMessage over TLS",
                offersBinding,
                answer.words(),
                version,
                suite);
          } catch (GeneralSecurityException e) {
            add("chain", offered, null, "no handshake: " + e.getMessage(), null, null);
          }
        });
  }
}
