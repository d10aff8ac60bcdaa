package org.pgevidence.collect.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes a ClientHello (RFC 5246 7.4.1.2, RFC 8446 4.1.2) and reads what comes back first. */
final class Hello {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int SUPPORTED_VERSIONS = 43;

  private Hello() {}

  /**
   * First answer to a ClientHello.
   *
   * @param isAccepted null when nothing decides it
   * @param version negotiated protocol number; 0 = none
   * @param suite negotiated suite; 0 = none
   */
  record Answer(@Nullable Boolean isAccepted, int version, int suite, String words) {}

  /** Record with a ClientHello for exactly one version, 0x0301 (TLS 1.0) to 0x0304 (TLS 1.3). */
  static byte[] client(int version, Collection<Integer> suites, boolean withAlpn) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, Math.min(version, 0x0303), 2);
    body.writeBytes(random());
    body.write(32);
    body.writeBytes(random());
    put(body, suites.size() * 2, 2);
    suites.forEach(suite -> put(body, suite, 2));
    body.write(1);
    body.write(0);
    byte[] extensions = extensions(version, withAlpn);
    put(body, extensions.length, 2);
    body.writeBytes(extensions);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(HANDSHAKE);
    put(record, 0x0301, 2);
    put(record, body.size() + 4, 2);
    record.write(1);
    put(record, body.size(), 3);
    record.writeBytes(body.toByteArray());
    return record.toByteArray();
  }

  private static byte[] extensions(int version, boolean withAlpn) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    extension(all, 10, new int[] {0, 6, 0, 0x1d, 0, 0x17, 0, 0x18});
    extension(all, 11, new int[] {1, 0});
    extension(all, 13, new int[] {0, 18, 4, 3, 8, 4, 4, 1, 5, 3, 8, 5, 5, 1, 8, 6, 6, 1, 2, 1});
    if (withAlpn) {
      byte[] name = "postgresql".getBytes(StandardCharsets.US_ASCII);
      int[] alpn = new int[name.length + 3];
      alpn[1] = name.length + 1;
      alpn[2] = name.length;
      for (int i = 0; i < name.length; i++) {
        alpn[i + 3] = name[i];
      }
      extension(all, 16, alpn);
    }
    if (version == 0x0304) {
      extension(all, SUPPORTED_VERSIONS, new int[] {2, 3, 4});
      int[] share = new int[38];
      byte[] key = random();
      share[1] = 36;
      share[3] = 0x1d;
      share[5] = 32;
      for (int i = 0; i < 32; i++) {
        share[6 + i] = key[i] & 0xff;
      }
      extension(all, 51, share);
    }
    return all.toByteArray();
  }

  private static void extension(ByteArrayOutputStream out, int type, int[] bytes) {
    put(out, type, 2);
    put(out, bytes.length, 2);
    for (int value : bytes) {
      out.write(value);
    }
  }

  private static void put(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(value >>> (8 * i));
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Reads the first record: a ServerHello, an alert, or the end. */
  static Answer read(DataInputStream in) throws IOException {
    try {
      int type = in.readUnsignedByte();
      int recordVersion = in.readUnsignedShort();
      byte[] body = new byte[in.readUnsignedShort()];
      in.readFully(body);
      if (type == ALERT && body.length == 2) {
        return new Answer(false, 0, 0, "alert " + (body[1] & 0xff));
      }
      if (type != HANDSHAKE || body.length < 40 || body[0] != 2) {
        return new Answer(null, 0, 0, "record of type " + type + " version " + recordVersion);
      }
      return serverHello(ByteBuffer.wrap(body, 4, body.length - 4));
    } catch (EOFException e) {
      return new Answer(null, 0, 0, "connection closed without an answer");
    }
  }

  private static Answer serverHello(ByteBuffer hello) {
    int version = hello.getShort() & 0xffff;
    hello.position(hello.position() + 32);
    hello.position(hello.position() + 1 + (hello.get(hello.position()) & 0xff));
    int suite = hello.getShort() & 0xffff;
    hello.get();
    if (hello.remaining() >= 2) {
      hello.getShort();
      while (hello.remaining() >= 4) {
        int type = hello.getShort() & 0xffff;
        int length = hello.getShort() & 0xffff;
        if (type == SUPPORTED_VERSIONS && length == 2) {
          version = hello.getShort(hello.position()) & 0xffff;
        }
        hello.position(Math.min(hello.limit(), hello.position() + length));
      }
    }
    return new Answer(
        true, version, suite, "ServerHello " + version(version) + " " + Suites.name(suite));
  }

  /** Name of a protocol version as PostgreSQL writes it. */
  static String version(int number) {
    return switch (number) {
      case 0x0301 -> "TLSv1";
      case 0x0302 -> "TLSv1.1";
      case 0x0303 -> "TLSv1.2";
      case 0x0304 -> "TLSv1.3";
      default -> String.format("0x%04x", number);
    };
  }
}
