package org.pgevidence.sign;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/**
 * The user's keys: {@code ${XDG_CONFIG_HOME:-~/.config}/pgevidence/}, folder 0700, files 0600,
 * private keys only inside encrypted PKCS#12 files.
 *
 * <p>{@code ca.p12} is the local authority, {@code root.pem} what readers trust, {@code root.crl}
 * its list of revoked certificates, {@code signer.p12} and {@code reviewer.p12} and so on the keys
 * that sign.
 */
public record KeyFolder(Path directory) {
  private static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
  private static final Duration SIGNER_VALIDITY = Duration.ofDays(1095);

  /** Of the user that runs the program. */
  public static KeyFolder ofUser() {
    String home = System.getenv("XDG_CONFIG_HOME");
    Path base =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(home);
    return new KeyFolder(base.resolve("pgevidence"));
  }

  /** The key file of a role: signer, reviewer, approver or auditor. */
  public Path keyOf(String role) {
    return directory.resolve(role + ".p12");
  }

  /** Certificate that readers are to trust. */
  public Path root() {
    return directory.resolve("root.pem");
  }

  /** Revoked certificates of the local authority. */
  public Path revocationList() {
    return directory.resolve("root.crl");
  }

  private Path authority() {
    return directory.resolve("ca.p12");
  }

  /**
   * Makes a key for a role under the local authority, and the authority where there is none. Never
   * overwrites (exit code 2).
   */
  public Identity create(
      String role, String organisation, String person, KeyType type, char[] passphrase) {
    Path file = keyOf(role);
    if (Files.exists(file)) {
      throw UserFault.usage(
          "A key was not made: "
              + file
              + " exists. Move it away first; packs that it signed stay verifiable.");
    }
    requireOwnPlace();
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Instant now = Instant.now();
      CertificateAuthority ca =
          Files.exists(authority())
              ? openAuthority(passphrase)
              : newAuthority(organisation, type, passphrase);
      Identity identity =
          ca.issue(
              type,
              CertificateAuthority.name(organisation, person),
              CertificateAuthority.Purpose.SIGNER,
              now.minusSeconds(60),
              SIGNER_VALIDITY);
      write(file, identity.toPkcs12(passphrase));
      publish(ca);
      return identity;
    } catch (IOException e) {
      throw UserFault.io(
          "Keys could not be written to " + directory + ": " + Met.by(e) + ". Set XDG_CONFIG_HOME.",
          e);
    }
  }

  /** Keys must not lie where they would be committed, handed out or packed. */
  private void requireOwnPlace() {
    for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      for (String mark : List.of(".git", "pgevidence.yaml", "manifest.json", "index.json")) {
        if (Files.exists(at.resolve(mark))) {
          throw UserFault.usage(
              "Keys are not made in "
                  + directory
                  + ": "
                  + at
                  + " holds "
                  + mark
                  + ", so it is a project or holds packs. Set XDG_CONFIG_HOME to a private folder.");
        }
      }
    }
  }

  private CertificateAuthority newAuthority(String organisation, KeyType type, char[] passphrase)
      throws IOException {
    Instant now = Instant.now();
    CertificateAuthority ca =
        CertificateAuthority.create(
            type,
            CertificateAuthority.name(
                organisation, "Evidence root " + now.toString().substring(0, 10)),
            now.minusSeconds(60),
            ROOT_VALIDITY);
    write(authority(), ca.identity().toPkcs12(passphrase));
    write(root(), pem(ca.identity().certificate()));
    return ca;
  }

  /**
   * Writes the list of revoked certificates anew, with all entries of the one before. Validators
   * pass over a list that is older than the certificate it is asked about.
   */
  private void publish(CertificateAuthority ca) throws IOException {
    Map<BigInteger, Instant> revoked = new TreeMap<>();
    if (Files.exists(revocationList())) {
      for (X509CRL list : TrustFile.revocationLists(revocationList())) {
        var entries = list.getRevokedCertificates();
        if (entries != null) {
          entries.forEach(e -> revoked.put(e.getSerialNumber(), e.getRevocationDate().toInstant()));
        }
      }
    }
    Instant now = Instant.now();
    Path fresh = directory.resolve(".root.crl");
    Files.deleteIfExists(fresh);
    write(fresh, pem(ca.revocationList(revoked, now, now.plus(SIGNER_VALIDITY))));
    Files.move(fresh, revocationList(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The local authority; the passphrase must fit (exit code 2). */
  private CertificateAuthority openAuthority(char[] passphrase) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(authority().toFile(), passphrase);
      PrivateKey key = (PrivateKey) store.getKey("key", passphrase);
      return new CertificateAuthority(
          new Identity(
              key,
              Arrays.stream(store.getCertificateChain("key"))
                  .map(X509Certificate.class::cast)
                  .toList()));
    } catch (java.security.GeneralSecurityException | IOException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The authority "
              + authority()
              + " could not be opened: "
              + e.getMessage()
              + ". Give the passphrase that it was made with.",
          e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw new UserFault(
          UserFault.Kind.USAGE, "A key was not made: " + file + " exists. Move it away first.", e);
    }
  }

  /** PEM form of a certificate, a revocation list or a request. */
  public static byte[] pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().replace("\r\n", "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
