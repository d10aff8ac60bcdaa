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

/** What a profile says of logs, and which of its names are faults. */
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

  @Test
  void everyNameThatTheCatalogueLacksIsToldWithItsLine() throws IOException {
    String yaml =
        """
        version: 1
        frameworks:
          - gdpr
          - sco2
          - 27001
        parameters:
          ROLE-0001:
            break_glass: [anna]
          ROLE-001:
            break_glas:
              - anna
            unlike: [anna]
          ROLE-002: {any: [1]}
        evidense:
          folder: packs
        """;

    UserFault fault = assertThrows(UserFault.class, () -> judged(yaml));

    assertEquals(2, fault.kind().exitCode());
    assertEquals(
        """
        FILE:4: there is no framework "sco2". Did you mean "soc2"?
        FILE:5: there is no framework "27001". Known: gdpr, soc2.
        FILE:7: there is no check "ROLE-0001". Did you mean "ROLE-001"?
        FILE:10: check ROLE-001 has no parameter "break_glas". Did you mean "break_glass"?
        FILE:12: check ROLE-001 has no parameter "unlike". Known: break_glass.
        FILE:13: check ROLE-002 has no parameter "any". It has none.
        FILE:14: the profile has no key "evidense". Did you mean "evidence"?"""
            .replace("FILE", folder.resolve("pgevidence.yaml").toString()),
        fault.getMessage());
  }

  @Test
  void itemsThatAreNoNamesAreFaultsOnce() {
    UserFault fault =
        assertThrows(
            UserFault.class, () -> judged("frameworks: [gdpr, {a: b}]\nparameters: {ROLE-001: 3}"));

    assertEquals(
        """
        FILE:1: an item of "frameworks" must be a text
        FILE:2: parameters of a check must be a map (key: value)"""
            .replace("FILE", folder.resolve("pgevidence.yaml").toString()),
        fault.getMessage());
  }

  @Test
  void whoOnlyCollectsNeedsNoCatalogue() throws IOException {
    assertEquals(List.of("soc9"), read("frameworks: soc9").frameworks());
    assertEquals(List.of("soc2"), judged("frameworks: soc2").frameworks());
  }

  private Profile read(String yaml) throws IOException {
    return ProfileReader.open(Optional.of(written(yaml))).profile();
  }

  private Profile judged(String yaml) throws IOException {
    return ProfileReader.open(Optional.of(written(yaml)))
        .profile(CatalogReader.read(Optional.empty()));
  }

  private Path written(String yaml) throws IOException {
    return Files.writeString(folder.resolve("pgevidence.yaml"), yaml);
  }
}
