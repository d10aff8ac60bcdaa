package org.pgevidence.collect.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.pgevidence.fact.Digest;

/**
 * A file while it is read: its lines after decompression, and the digest of its bytes on disk.
 *
 * @param isGzip whether it begins as gzip does; its name does not count
 */
record LogFile(InputStream raw, MessageDigest digest, boolean isGzip, LineSource lines)
    implements AutoCloseable {
  static LogFile open(Path file) throws IOException {
    MessageDigest digest = Digest.sha256();
    InputStream raw =
        new BufferedInputStream(new DigestInputStream(LogSources.open(file), digest), 1 << 18);
    try {
      raw.mark(4);
      boolean isGzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new LogFile(raw, digest, isGzip, new LineSource(isGzip ? new Gunzip(raw) : raw));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** SHA-256 of all bytes, read to their end. */
  String sha256() throws IOException {
    raw.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
