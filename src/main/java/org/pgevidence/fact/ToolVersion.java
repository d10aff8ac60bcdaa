package org.pgevidence.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Version of this program, from the build. */
public final class ToolVersion {
  private ToolVersion() {}

  /** Version as in pom.xml. */
  public static String current() {
    try (InputStream in = ToolVersion.class.getResourceAsStream("/version.txt")) {
      if (in == null) {
        throw new IllegalStateException("resource /version.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
