package org.pgevidence.collect.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
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
      return new LogFile(raw, digest, isGzip, new LineSource(isGzip ? unzipped(raw) : raw));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** What a gzip stream holds; one that breaks off in its header fails at the first read. */
  private static InputStream unzipped(InputStream raw) throws IOException {
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (EOFException | ZipException e) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw e;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          throw e;
        }
      };
    }
  }

  /** SHA-256 of all bytes, read to their end. */
  String sha256() throws IOException {
    raw.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
