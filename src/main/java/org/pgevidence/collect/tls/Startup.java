package org.pgevidence.collect.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first messages of PostgreSQL's protocol (3.0), no further than the request to authenticate.
 */
final class Startup {
  private static final int SSL_REQUEST = 80877103;

  private Startup() {}

  /**
   * The server's first answer.
   *
   * @param isAccepted whether the rules let the connection go on to authentication; null = unclear
   * @param words authentication request with its mechanisms, or SQLSTATE and message
   */
  record Answer(@Nullable Boolean isAccepted, String words) {}

  /** Asks for TLS; S = yes, N = no. */
  static char askTls(DataOutputStream out, DataInputStream in) throws IOException {
    out.writeInt(8);
    out.writeInt(SSL_REQUEST);
    out.flush();
    return (char) in.readUnsignedByte();
  }

  static Answer start(DataOutputStream out, DataInputStream in, String user, String database)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String text :
        new String[] {"user", user, "database", database, "application_name", "pgevidence"}) {
      body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      body.write(0);
    }
    body.write(0);
    out.writeInt(body.size() + 8);
    out.writeInt(3 << 16);
    out.write(body.toByteArray());
    out.flush();
    try {
      char type = (char) in.readUnsignedByte();
      byte[] message = new byte[Math.min(65536, in.readInt() - 4)];
      in.readFully(message);
      return switch (type) {
        case 'R' -> authentication(message);
        case 'E' -> error(message);
        default -> new Answer(null, "message " + type);
      };
    } catch (EOFException e) {
      return new Answer(null, "connection closed without an answer");
    }
  }

  private static Answer authentication(byte[] message) {
    int kind = message[3] & 0xff;
    String words =
        switch (kind) {
          case 0 -> "accepted without authentication";
          case 3 -> "asks for a clear-text password";
          case 5 -> "asks for an MD5 password";
          case 7 -> "asks for GSS authentication";
          case 10 ->
              "asks for SASL: "
                  + new String(message, 4, message.length - 4, StandardCharsets.UTF_8)
                      .replace('\0', ' ')
                      .strip();
          default -> "asks for authentication " + kind;
        };
    return new Answer(true, words);
  }

  private static Answer error(byte[] message) {
    String code = "";
    String text = "";
    for (String field : new String(message, StandardCharsets.UTF_8).split("\0")) {
      if (field.startsWith("C")) {
        code = field.substring(1);
      } else if (field.startsWith("M")) {
        text = field.substring(1);
      }
    }
    return new Answer(code.equals("28000") ? Boolean.FALSE : null, code + " " + text);
  }
}
