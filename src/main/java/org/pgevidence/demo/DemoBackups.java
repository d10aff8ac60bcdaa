package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * What {@code pgbackrest info --output=json} printed on a real system, moved in time so that its
 * newest backup ended two hours ago, and given the identifier of the demo server.
 */
final class DemoBackups {
  private static final Instant NEWEST = Instant.ofEpochSecond(1795362099);
  private static final String SYSTEM = "7711021189998257677";
  private static final Pattern LABEL = Pattern.compile("\\d{8}-\\d{6}");
  private static final Pattern EPOCH = Pattern.compile("(?<=\"(?:start|stop)\":)\\d{10}");
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private DemoBackups() {}

  /** Writes the file and returns it. */
  static Path write(Path folder, String systemIdentifier, Instant now) throws IOException {
    Duration shift = Duration.between(NEWEST, now.minus(Duration.ofHours(2)));
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve("pgbackrest-info.json"),
        moved(DemoFiles.text("backup/pgbackrest-info.json"), shift)
            .replace(SYSTEM, systemIdentifier));
  }

  private static String moved(String text, Duration shift) {
    String labels =
        LABEL
            .matcher(text)
            .replaceAll(
                label ->
                    LocalDateTime.parse(label.group(), FORMAT)
                        .plusSeconds(shift.toSeconds())
                        .atOffset(ZoneOffset.UTC)
                        .format(FORMAT));
    return EPOCH
        .matcher(labels)
        .replaceAll(epoch -> Long.toString(Long.parseLong(epoch.group()) + shift.toSeconds()));
  }
}
