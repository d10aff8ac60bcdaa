package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.pgevidence.sign.CertificateAuthority;
import org.pgevidence.sign.Identity;
import org.pgevidence.sign.KeyFolder;
import org.pgevidence.sign.KeyType;

/** A company's authority and the key files of its people, in a folder. */
record Team(Path folder, CertificateAuthority authority) {
  static final String PASSPHRASE = "correct horse";

  static Team in(Path folder) throws IOException {
    Instant now = Instant.now();
    CertificateAuthority authority =
        CertificateAuthority.create(
            KeyType.EC,
            CertificateAuthority.name("Orders Ltd", "Root"),
            now.minusSeconds(120),
            Duration.ofDays(100));
    Team team = new Team(folder, authority);
    Files.writeString(team.passphrase(), PASSPHRASE + "\n");
    keep(team.passphrase());
    byte[] root = KeyFolder.pem(authority.identity().certificate());
    byte[] list =
        KeyFolder.pem(
            authority.revocationList(Map.of(), now.minusSeconds(60), now.plus(Duration.ofDays(9))));
    Files.write(team.root(), root);
    Files.write(team.root(), list, java.nio.file.StandardOpenOption.APPEND);
    return team;
  }

  Path passphrase() {
    return folder.resolve("passphrase");
  }

  /** Root certificate and revocation list. */
  Path root() {
    return folder.resolve("root.pem");
  }

  /** Key file of a new person. */
  Path key(String file, String person, KeyType type) throws IOException {
    Identity identity =
        authority.issue(
            type,
            CertificateAuthority.name("Orders Ltd", person),
            CertificateAuthority.Purpose.SIGNER,
            authority.identity().certificate().getNotBefore().toInstant(),
            Duration.ofDays(30));
    Path key = folder.resolve(file + ".p12");
    Files.write(key, identity.toPkcs12(PASSPHRASE.toCharArray()));
    keep(key);
    return key;
  }

  /** Nobody else may read a secret: the program warns of one that others may. */
  private static void keep(Path secret) throws IOException {
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }
}
