package org.pgevidence.collect.hba;

import java.util.List;
import java.util.Optional;

/**
 * One entry of an authentication file, cut into fields.
 *
 * @param file path as the server knows it
 * @param line number of its first physical line, from 1
 * @param fields each a list of at least one token
 * @param error why it could not be cut, in the server's words
 */
record TokenizedLine(String file, int line, List<List<AuthToken>> fields, Optional<String> error) {
  TokenizedLine {
    fields = List.copyOf(fields);
  }
}
