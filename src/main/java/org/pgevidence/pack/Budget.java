package org.pgevidence.pack;

/**
 * What verification spends on a pack that may be hostile, in bytes. The standard is what the
 * largest estates need, many times over.
 *
 * @param files of all files, uncompressed: each is read once, for its digest
 * @param loaded of facts and derived rows, uncompressed: the checks run on all of them in memory
 * @param pdf of the streams of one PDF, uncompressed
 */
public record Budget(long files, long loaded, long pdf) {
  static final Budget STANDARD = new Budget(64L << 30, 4L << 30, 2L << 30);
}
