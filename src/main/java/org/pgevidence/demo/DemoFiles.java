package org.pgevidence.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files of the demo estate. In context files {@code ${day-40}} stands for the day 40 days ago, so
 * that reviews and waivers are as old on every day the demo runs.
 */
final class DemoFiles {
  /** Context files of the estate. */
  static final List<String> CONTEXT =
      List.of(
          "attestations.yaml",
          "baseline.yaml",
          "datamap.yaml",
          "documents.yaml",
          "encryption.yaml",
          "extensions.yaml",
          "identities.yaml",
          "networks.yaml",
          "objectives.yaml",
          "personas.yaml",
          "processors.yaml",
          "recert.yaml",
          "responses.yaml",
          "restore_tests.yaml",
          "retention.yaml",
          "tickets.yaml",
          "waivers.yaml");

  private static final Pattern DAY = Pattern.compile("\\$\\{day([+-]\\d+)}");

  private DemoFiles() {}

  static String text(String name) {
    try (InputStream in = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource /demo/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the context files into a folder, dated from today. */
  static void writeContext(Path folder, LocalDate today) throws IOException {
    Files.createDirectories(folder);
    for (String name : CONTEXT) {
      Files.writeString(folder.resolve(name), dated(text("context/" + name), today));
    }
  }

  static String dated(String text, LocalDate today) {
    return DAY.matcher(text)
        .replaceAll(match -> today.plusDays(Long.parseLong(match.group(1))).toString());
  }
}
