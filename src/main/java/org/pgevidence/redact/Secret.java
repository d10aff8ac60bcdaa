package org.pgevidence.redact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pgevidence.fact.UserFault;

/**
 * The company's secret of redaction: 256 bits from which every pseudonym and every salt follows. It
 * never leaves home. The same secret gives the same pseudonyms in each copy; who loses it can prove
 * nothing any more.
 */
public final class Secret {
  private static final String FORM = "[0-9a-f]{64}";

  private final byte[] key;

  private Secret(byte[] key) {
    this.key = key.clone();
  }

  /** Reads a secret (UserFault, exit code 2, when it is missing or has another form). */
  public static Secret read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (!text.matches(FORM)) {
        throw UserFault.usage(
            "The secret of redaction " + file + " could not be read: it is not 64 hex digits.");
      }
      return new Secret(HexFormat.of().parseHex(text));
    } catch (IOException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The secret of redaction "
              + file
              + " could not be read: "
              + e
              + ". Name the file that the copy was made with, by --secret.",
          e);
    }
  }

  /** Makes one, readable by its owner alone; an existing one is kept. */
  public static boolean make(Path file) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      try (var out =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        String text = HexFormat.of().formatHex(fresh) + "\n";
        out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw UserFault.io(
          "The secret of redaction could not be written to " + file + ": " + e + ".", e);
    }
  }

  /** Salt of a value, 64 hex digits. */
  String salt(Kind kind, String value) {
    return HexFormat.of().formatHex(mac("salt " + kind.word() + " " + value));
  }

  /** Pseudo-random bytes for a text. */
  byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
