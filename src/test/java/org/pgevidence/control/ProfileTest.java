package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.UserFault;

/** What a profile says of logs is read as the options of collect are. */
class ProfileTest {
  @TempDir Path folder;

  @Test
  void targetNamesItsLogsAndTheirZone() throws IOException {
    Profile profile =
        read(
            """
            targets:
              shop:
                connection: host=127.0.0.1 dbname=shop
                backup_logs: [logs/main-backup.log]
                log_zone: Europe/Berlin
            """);
    Profile.Target target = Objects.requireNonNull(profile.targets().get("shop"));

    assertEquals(Optional.of(ZoneId.of("Europe/Berlin")), target.logZone());
    assertEquals(List.of(folder.resolve("logs/main-backup.log")), target.backupLogs());
  }

  @Test
  void wordThatIsNoZoneIsFault() {
    UserFault fault =
        assertThrows(
            UserFault.class,
            () -> read("targets: {shop: {connection: host=127.0.0.1, log_zone: Berlin}}"));

    assertTrue(
        String.valueOf(fault.getMessage())
            .contains("must be a zone such as Europe/Berlin or +02:00, not \"Berlin\""));
  }

  private Profile read(String yaml) throws IOException {
    return Profile.read(Optional.of(Files.writeString(folder.resolve("pgevidence.yaml"), yaml)));
  }
}
