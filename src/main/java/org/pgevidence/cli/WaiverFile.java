package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pgevidence.assess.WaiverStub;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** A waivers.yaml that grows at its end; what stands in it stays as it is. */
final class WaiverFile {
  private static final Pattern KEY = Pattern.compile("(?m)^\\w+:.*");

  private final Optional<Path> path;
  private final StringBuilder text;

  private WaiverFile(Optional<Path> path, String text) {
    this.path = path;
    this.text = new StringBuilder(text);
  }

  /** The file as it stands; a new one when there is none or it is empty. */
  static WaiverFile of(Optional<Path> path) {
    try {
      String old = path.isPresent() && Files.exists(path.get()) ? Files.readString(path.get()) : "";
      if (old.isBlank()) {
        return new WaiverFile(path, "version: 1\nwaivers:\n");
      }
      boolean isOpen =
          KEY.matcher(old)
              .results()
              .reduce((first, last) -> last)
              .filter(key -> key.group().matches("waivers:\\s*(#.*)?"))
              .isPresent();
      if (!isOpen) {
        throw UserFault.usage(
            "The waiver could not be appended to "
                + path.orElseThrow()
                + ": its last key is not \"waivers:\" with a list below it. Leave --to out and append what is printed.");
      }
      return new WaiverFile(path, old.endsWith("\n") ? old : old + "\n");
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  /** Adds a stub under an id that the file does not have: a renewal is a second waiver. */
  void add(WaiverStub stub) {
    String id = "W-" + stub.finding();
    String free = id;
    for (int number = 2; holds(free); number++) {
      free = id + "-" + number;
    }
    text.append(stub.yaml(free));
  }

  private boolean holds(String id) {
    return Pattern.compile("\\bid:\\s*[\"']?" + Pattern.quote(id) + "(?![\\w.-])")
        .matcher(text)
        .find();
  }

  String text() {
    return text.toString();
  }

  void write() {
    try {
      Files.writeString(path.orElseThrow(), text);
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  private static UserFault fault(Optional<Path> path, IOException e) {
    return UserFault.io(
        "The waiver could not be written to "
            + path.orElseThrow()
            + ": "
            + Met.by(e)
            + ". Name another file.",
        e);
  }
}
