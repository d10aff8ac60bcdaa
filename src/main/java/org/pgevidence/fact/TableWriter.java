package org.pgevidence.fact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table as JSON lines: the column names, then one array a row. Above 1 MB the file is
 * gzipped.
 *
 * <p>Not thread-safe. The file appears under {@code directory} when it is closed.
 */
public final class TableWriter implements AutoCloseable {
  private static final int SPILL_FROM = 1_000_000;

  private final TableSchema table;
  private final Path directory;
  private final String folder;
  private final Spill spill;
  private final OutputStream digesting;
  private final JsonGenerator json;
  private final MessageDigest plainDigest = Digest.sha256();
  private final long headBytes;
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
    this(table, directory, folder, new Gzipped(directory.resolve(table.name() + ".jsonl.gz")));
  }

  /** A writer of rows that {@link #append} takes over: nothing is gzipped in between. */
  static TableWriter ofPart(TableSchema table, Path directory) throws IOException {
    return new TableWriter(table, directory, "", new Spill(directory.resolve(table.name())));
  }

  private TableWriter(TableSchema table, Path directory, String folder, Spill spill)
      throws IOException {
    this.table = table;
    this.directory = directory;
    this.folder = folder;
    this.spill = spill;
    digesting = new DigestOutputStream(spill, plainDigest);
    json = Json.FACTORY.createGenerator(digesting);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    Json.write(json, table.columnNames());
    json.flush();
    headBytes = spill.count;
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

  /** Appends the rows of a part of this table, which is of no use afterwards. */
  void append(TableWriter part) throws IOException {
    part.json.flush();
    json.flush();
    try (InputStream in = part.spill.written()) {
      in.skipNBytes(part.headBytes);
      in.transferTo(digesting);
    }
    rows += part.rows;
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

  /** Keeps bytes in memory until they exceed the limit, then moves all of them to a file. */
  private static class Spill extends FilterOutputStream {
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

    /** Opens the file. */
    OutputStream open(Path path) throws IOException {
      return new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    }

    /** Closes it, and gives the bytes. */
    InputStream written() throws IOException {
      close();
      return isSpilled()
          ? Files.newInputStream(file)
          : new ByteArrayInputStream(memory.toByteArray());
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
      if (!isSpilled() && count > SPILL_FROM) {
        OutputStream opened = open(file);
        memory.writeTo(opened);
        memory.reset();
        out = opened;
      }
    }
  }

  /** One whose file is gzipped. */
  private static final class Gzipped extends Spill {
    Gzipped(Path file) {
      super(file);
    }

    @Override
    OutputStream open(Path path) throws IOException {
      return StoredText.gzip(path);
    }
  }
}
