package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys on the command line: private files in the configuration folder, never elsewhere. */
class KeysCommandIT {
  @TempDir Path folder;

  private Program keys(Map<String, String> environment, String... arguments) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    return Program.pgevidence(folder, environment, all.toArray(String[]::new));
  }

  private Map<String, String> home(String name) {
    return Map.of("XDG_CONFIG_HOME", folder.resolve(name).toString());
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void keysAreMadeShownAndRequested() throws Exception {
    Path secret = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Path config = folder.resolve("config/pgevidence");
    String[] init = {"init", "--organisation", "Orders Ltd", "--name", "Olga Operator"};

    Program made =
        keys(
            home("config"),
            init[0],
            init[1],
            init[2],
            init[3],
            init[4],
            "--passphrase-file",
            secret.toString());
    Program shown = keys(home("config"), "show");
    Program csr =
        keys(
            Map.of(
                "XDG_CONFIG_HOME",
                folder.resolve("config").toString(),
                "PGEVIDENCE_PASSPHRASE",
                "correct horse"),
            "csr");
    Program again = keys(home("config"), "init", "--passphrase-file", secret.toString());

    assertEquals(0, made.code(), made.err());
    assertTrue(made.out().contains("cn=Olga Operator,o=Orders Ltd"), made.out());
    assertEquals("rwx------", mode(config));
    for (String file : List.of("ca.p12", "signer.p12", "root.pem", "root.crl")) {
      assertEquals("rw-------", mode(config.resolve(file)), file);
    }
    assertEquals(0, shown.code(), shown.err());
    Path openssl = Files.writeString(folder.resolve("request.pem"), csr.out());
    Program request =
        Program.run(
            folder,
            Map.of(),
            List.of("openssl", "req", "-in", openssl.toString(), "-verify", "-noout", "-subject"));
    assertEquals(0, request.code(), request.err());
    assertTrue(request.out().contains("CN = Olga Operator"), request.out() + request.err());
    Program root =
        Program.run(
            config,
            Map.of(),
            List.of("openssl", "x509", "-in", "root.pem", "-noout", "-fingerprint", "-sha256"));
    String fingerprint = root.out().strip().replaceFirst(".*=", "");
    assertFalse(fingerprint.isEmpty());
    assertTrue(shown.out().contains(fingerprint), shown.out());
    assertEquals(2, again.code(), again.err());
    assertTrue(again.err().contains("exists"), again.err());
  }

  @Test
  void nothingIsMadeWithoutAPassphraseOrInAProject() throws Exception {
    Path secret = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Path brief = Files.writeString(folder.resolve("brief"), "short\n");
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve("pgevidence.yaml"), "");

    Program mute = keys(home("config"), "init");
    Program weak = keys(home("config"), "init", "--passphrase-file", brief.toString());
    Program inside = keys(home("project"), "init", "--passphrase-file", secret.toString());

    assertEquals(List.of(2, 2, 2), List.of(mute.code(), weak.code(), inside.code()));
    assertTrue(mute.err().contains("there is no terminal to ask at"), mute.err());
    assertTrue(weak.err().contains("choose at least 8"), weak.err());
    assertTrue(inside.err().contains("holds pgevidence.yaml"), inside.err());
    assertFalse(Files.exists(folder.resolve("config")));
    assertFalse(Files.exists(project.resolve("pgevidence")));
  }
}
