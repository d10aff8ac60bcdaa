package org.pgevidence.hba;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Speaks as much of the protocol as an attempt to connect needs: SSLRequest, StartupMessage, the
 * authentication request, a clear-text password or a wrong answer.
 */
final class WireClient {
  /** What the server did before anything of the session's own. */
  enum Kind {
    /** Let in without asking. */
    ACCEPTED,
    /** Asked for a password. */
    ASKED,
    /** Refused without asking, but not by a reject rule: peer, ident, certificates. */
    FAILED,
    REJECTED,
    NO_ENTRY
  }

  private static final int TIMEOUT_MS = 30_000;
  private static final SSLContext TRUSTING = trusting();

  private final int port;
  private final Path socketFolder;

  WireClient(int port, Path socketFolder) {
    this.port = port;
    this.socketFolder = socketFolder;
  }

  /** Connects from the attempt's address and answers a clear-text request with a password. */
  Kind attempt(Attempt attempt, boolean isLogical, String password) throws IOException {
    if (attempt.address().isEmpty()) {
      Path path = socketFolder.resolve(".s.PGSQL." + port);
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        return converse(
            Channels.newInputStream(channel),
            Channels.newOutputStream(channel),
            attempt,
            isLogical,
            password);
      }
    }
    String from = attempt.address().get().toString();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(
          new InetSocketAddress(
              InetAddress.getByName(from.contains(":") ? "::1" : "127.0.0.1"), port),
          TIMEOUT_MS);
      if (attempt.encryption() != Encryption.TLS) {
        return converse(
            socket.getInputStream(), socket.getOutputStream(), attempt, isLogical, password);
      }
      socket.getOutputStream().write(ByteBuffer.allocate(8).putInt(8).putInt(80877103).array());
      if (socket.getInputStream().read() != 'S') {
        throw new IOException("the server refuses TLS");
      }
      try (Socket secure =
          TRUSTING.getSocketFactory().createSocket(socket, "127.0.0.1", port, true)) {
        return converse(
            secure.getInputStream(), secure.getOutputStream(), attempt, isLogical, password);
      }
    }
  }

  private static Kind converse(
      InputStream from, OutputStream to, Attempt attempt, boolean isLogical, String password)
      throws IOException {
    to.write(startup(attempt, isLogical));
    to.flush();
    DataInputStream in = new DataInputStream(from);
    boolean wasAsked = false;
    while (true) {
      Optional<byte[]> message = message(in);
      if (message.isEmpty()) {
        return wasAsked ? Kind.ASKED : Kind.FAILED;
      }
      ByteBuffer body = ByteBuffer.wrap(message.get());
      byte type = body.get();
      if (type == 'E') {
        return wasAsked ? Kind.ASKED : refusal(new String(message.get(), StandardCharsets.UTF_8));
      }
      if (type != 'R') {
        continue;
      }
      int code = body.getInt();
      switch (code) {
        case 0 -> {
          return wasAsked ? Kind.ASKED : Kind.ACCEPTED;
        }
        case 3 -> send(to, (password + "\0").getBytes(StandardCharsets.UTF_8));
        case 5 ->
            send(to, "md500000000000000000000000000000000\0".getBytes(StandardCharsets.UTF_8));
        case 10 -> send(to, firstOfScram());
        case 11 -> send(to, wrongProof(body));
        default -> throw new IOException("unexpected authentication request " + code);
      }
      wasAsked = true;
    }
  }

  private static Kind refusal(String fields) {
    if (fields.contains("\0Mpg_hba.conf rejects ")) {
      return Kind.REJECTED;
    }
    return fields.contains("\0Mno pg_hba.conf entry ") ? Kind.NO_ENTRY : Kind.FAILED;
  }

  private static byte[] startup(Attempt attempt, boolean isLogical) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putInt(0).putInt(196608).array());
    parameter(out, "user", attempt.user());
    if (!attempt.isReplication()) {
      parameter(out, "database", attempt.database());
    }
    if (attempt.isReplication() || isLogical) {
      parameter(out, "replication", isLogical ? "database" : "true");
    }
    out.write(0);
    byte[] bytes = out.toByteArray();
    ByteBuffer.wrap(bytes).putInt(bytes.length);
    return bytes;
  }

  private static void parameter(ByteArrayOutputStream out, String name, String value) {
    out.writeBytes((name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<byte[]> message(DataInputStream in) throws IOException {
    try {
      byte type = in.readByte();
      byte[] body = new byte[in.readInt() - 3];
      body[0] = type;
      in.readFully(body, 1, body.length - 1);
      return Optional.of(body);
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private static void send(OutputStream to, byte[] body) throws IOException {
    to.write(ByteBuffer.allocate(5).put((byte) 'p').putInt(4 + body.length).array());
    to.write(body);
    to.flush();
  }

  private static byte[] firstOfScram() {
    byte[] first = "n,,n=,r=rOprNGfwEbeRWgbNEkqO".getBytes(StandardCharsets.US_ASCII);
    byte[] name = "SCRAM-SHA-256\0".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(name.length + 4 + first.length)
        .put(name)
        .putInt(first.length)
        .put(first)
        .array();
  }

  private static byte[] wrongProof(ByteBuffer body) {
    String server = StandardCharsets.US_ASCII.decode(body).toString();
    String nonce = server.substring(0, server.indexOf(','));
    return ("c=biws," + nonce + ",p=" + Base64.getEncoder().encodeToString(new byte[32]))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static SSLContext trusting() {
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {all}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
