package org.pgevidence.fact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table as JSON lines: the column names, then one array a row. Above 1 MB the file is
 * gzipped.
 *
 * <p>Not thread-safe. The file appears under {@code directory} when it is closed.
 */
public final class TableWriter implements AutoCloseable {
  private static final int COMPRESS_FROM = 1 << 20;

  private final TableSchema table;
  private final Path directory;
  private final String folder;
  private final Spill spill;
  private final JsonGenerator json;
  private final MessageDigest plainDigest = Digest.sha256();
  private long rows;
  private @Nullable FileEntry entry;

  TableWriter(TableSchema table, Path directory) throws IOException {
    this(table, directory, "facts");
  }

  /**
   * A writer of {@code directory}/table.jsonl[.gz].
   *
   * @param folder how the directory is named in the entry's path
   */
  TableWriter(TableSchema table, Path directory, String folder) throws IOException {
    this.table = table;
    this.directory = directory;
    this.folder = folder;
    this.spill = new Spill(directory.resolve(table.name() + ".jsonl.gz"));
    var digesting = new DigestOutputStream(spill, plainDigest);
    json = Json.FACTORY.createGenerator(digesting);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    Json.write(json, table.columnNames());
  }

  /** The table being written. */
  public TableSchema table() {
    return table;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /**
   * Writes one row in the order of the table's columns: Long, Integer, Double, Boolean (as 0/1),
   * String or null.
   */
  public void row(@Nullable Object... values) throws IOException {
    if (values.length != table.columns().size()) {
      throw new IllegalArgumentException(
          table.name() + " has " + table.columns().size() + " columns, got " + values.length);
    }
    json.writeStartArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !table.columns().get(i).isNullable()) {
        throw new IllegalArgumentException(
            table.name() + "." + table.columns().get(i).name() + " must not be null");
      }
      Json.write(json, values[i] instanceof Boolean flag ? (Object) (flag ? 1 : 0) : values[i]);
    }
    json.writeEndArray();
    rows++;
  }

  /** Finishes the file; further calls do nothing. */
  @Override
  public void close() throws IOException {
    if (entry == null) {
      json.writeRaw("\n");
      json.close();
      entry = finish();
    }
  }

  /** What was written; only after {@link #close}. */
  FileEntry entry() {
    if (entry == null) {
      throw new IllegalStateException("table " + table.name() + " is not closed");
    }
    return entry;
  }

  private FileEntry finish() throws IOException {
    String plain = HexFormat.of().formatHex(plainDigest.digest());
    if (spill.isSpilled()) {
      Path file = directory.resolve(table.name() + ".jsonl.gz");
      String path = folder + "/" + file.getFileName();
      return new FileEntry(path, rows, Files.size(file), Digest.hex(file), spill.count, plain);
    }
    Path file = directory.resolve(table.name() + ".jsonl");
    Files.write(file, spill.memory.toByteArray());
    return new FileEntry(
        folder + "/" + file.getFileName(), rows, spill.count, plain, spill.count, plain);
  }

  /** Keeps bytes in memory until they exceed the limit, then gzips all of them to a file. */
  private static final class Spill extends FilterOutputStream {
    private final Path file;
    private final ByteArrayOutputStream memory;
    private long count;

    Spill(Path file) {
      this(file, new ByteArrayOutputStream());
    }

    private Spill(Path file, ByteArrayOutputStream memory) {
      super(memory);
      this.file = file;
      this.memory = memory;
    }

    boolean isSpilled() {
      return !out.equals(memory);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
      if (!isSpilled() && count > COMPRESS_FROM) {
        OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
        memory.writeTo(gzip);
        memory.reset();
        out = gzip;
      }
    }
  }
}
