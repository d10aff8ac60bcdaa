package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CMS signatures and timestamps: openssl accepts them, and no byte of them can change. */
class DetachedSignatureTest {
  private static final byte[] CONTENT = "{\"format\": 1}\n".getBytes(StandardCharsets.UTF_8);

  @SuppressWarnings("TimeInStaticInitializer") // certificates of one run share one present
  private static final Instant NOW = Instant.now();

  private static final CertificateAuthority CA =
      CertificateAuthority.create(
          KeyType.EC,
          CertificateAuthority.name("Test", "Root"),
          NOW.minus(Duration.ofDays(400)),
          Duration.ofDays(3000));

  @TempDir Path folder;

  private static SigningKey key(
      CertificateAuthority.Purpose purpose, Instant from, Duration validity) {
    return SigningKey.of(
        CA.issue(KeyType.EC, CertificateAuthority.name("Test", "Signer"), purpose, from, validity));
  }

  private static SigningKey key() {
    return key(CertificateAuthority.Purpose.SIGNER, NOW.minusSeconds(60), Duration.ofDays(10));
  }

  private int openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("openssl.log").toFile())
        .start()
        .waitFor();
  }

  @ParameterizedTest
  @EnumSource
  void opensslAcceptsIt(KeyType type) throws Exception {
    var ca =
        CertificateAuthority.create(
            type, CertificateAuthority.name("Test", "Root"), NOW, Duration.ofDays(9));
    var identity =
        ca.issue(
            type,
            CertificateAuthority.name("Test", "Signer"),
            CertificateAuthority.Purpose.SIGNER,
            NOW,
            Duration.ofDays(9));
    try (TestTsa tsa = TestTsa.under(ca, type);
        SigningKey key = SigningKey.of(identity)) {
      byte[] p7s = DetachedSignature.create(CONTENT, key, NOW, Optional.of(tsa.client()));
      Files.write(folder.resolve("c"), CONTENT);
      Files.write(folder.resolve("c.p7s"), p7s);
      Files.write(folder.resolve("c.tsr"), tsa.client().stamp(CONTENT).response());
      Files.write(folder.resolve("root.pem"), KeyFolder.pem(ca.identity().certificate()));
    }

    int cms =
        openssl(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "c.p7s",
            "-content",
            "c",
            "-CAfile",
            "root.pem",
            "-out",
            "out");
    int ts = openssl("ts", "-verify", "-data", "c", "-in", "c.tsr", "-CAfile", "root.pem");

    assertEquals(0, cms);
    assertEquals(0, ts);
  }

  /** Throws when parsing, the signature, the chain or the timestamp does not hold. */
  private static void requireGenuine(byte[] p7s, X509Certificate root) throws SignatureFault {
    DetachedSignature signature = DetachedSignature.parse(p7s);
    signature.verify(CONTENT);
    requireTrusted(signature.chain(), Trust.Purpose.DOCUMENT, root);
    byte[] token =
        signature.timestamp().orElseThrow(() -> new SignatureFault("The timestamp is gone."));
    requireTrusted(
        TimestampToken.of(token, signature.value()).chain(), Trust.Purpose.TIMESTAMP, root);
  }

  private static void requireTrusted(
      List<X509Certificate> chain, Trust.Purpose purpose, X509Certificate root)
      throws SignatureFault {
    Trust trust = new Trust(List.of(root), List.of());
    trust.requireSound(chain, purpose, Instant.now());
    if (!trust.trusts(chain)) {
      throw new SignatureFault("The root is another.");
    }
  }

  /** What reads a file, or finds the fault in it. */
  @FunctionalInterface
  private interface Reader {
    void read(byte[] file) throws SignatureFault;
  }

  private static boolean isAccepted(byte[] file, Reader reader) {
    try {
      reader.read(file);
      return true;
    } catch (SignatureFault e) {
      return false;
    }
  }

  /** In full each bit of every byte, or one random change of each; else of every seventh byte. */
  private static List<String> acceptedChanges(
      String name, byte[] file, boolean isEachBit, Reader reader) {
    long seed = Long.getLong("pgevidence.seed", System.nanoTime());
    Random random = new Random(seed);
    boolean isFull = Boolean.getBoolean("pgevidence.full");
    List<byte[]> changes = new ArrayList<>();
    for (int i = isFull ? 0 : random.nextInt(7); i < file.length; i += isFull ? 1 : 7) {
      changes.add(changed(file, i, 1 + random.nextInt(255)));
      for (int bit = 0; isFull && isEachBit && bit < 8; bit++) {
        changes.add(changed(file, i, 1 << bit));
      }
    }
    System.out.println(name + ": seed " + seed + ", " + changes.size() + " changes");
    return changes.parallelStream()
        .filter(changed -> isAccepted(changed, reader))
        .map(changed -> name + ": byte " + java.util.Arrays.mismatch(file, changed))
        .toList();
  }

  private static byte[] changed(byte[] file, int place, int mask) {
    byte[] changed = file.clone();
    changed[place] ^= (byte) mask;
    return changed;
  }

  @ParameterizedTest
  @EnumSource
  void noByteCanChange(KeyType type) throws Exception {
    var ca =
        CertificateAuthority.create(
            type, CertificateAuthority.name("Test", "Root"), NOW, Duration.ofDays(9));
    var name = CertificateAuthority.name("Test", "Signer");
    var signer = CertificateAuthority.Purpose.SIGNER;
    X509Certificate root = ca.identity().certificate();
    byte[] p7s;
    byte[] tsr;
    try (TestTsa tsa = TestTsa.under(ca, type);
        SigningKey key = SigningKey.of(ca.issue(type, name, signer, NOW, Duration.ofDays(9)))) {
      p7s = DetachedSignature.create(CONTENT, key, NOW, Optional.of(tsa.client()));
      tsr = tsa.client().stamp(CONTENT).response();
    }
    Reader signature = file -> requireGenuine(file, root);
    Reader stamp =
        file ->
            requireTrusted(
                TimestampToken.ofResponse(file, CONTENT).chain(), Trust.Purpose.TIMESTAMP, root);
    signature.read(p7s);
    stamp.read(tsr);

    List<String> accepted = new ArrayList<>();
    boolean isEachBit = type == KeyType.EC; // the form is the same, its files are smaller
    accepted.addAll(acceptedChanges(type + " p7s", p7s, isEachBit, signature));
    accepted.addAll(acceptedChanges(type + " tsr", tsr, isEachBit, stamp));

    assertEquals(List.of(), accepted);
  }

  private static String verdict(SigningKey key, Trust trust) {
    return String.valueOf(
        assertThrows(
                SignatureFault.class,
                () -> trust.requireSound(key.chain(), Trust.Purpose.DOCUMENT, Instant.now()))
            .getMessage());
  }

  @Test
  void faultyCertificatesAreNamed() {
    Trust trust = new Trust(List.of(CA.identity().certificate()), List.of());
    var signer = CertificateAuthority.Purpose.SIGNER;
    SigningKey expired = key(signer, NOW.minus(Duration.ofDays(90)), Duration.ofDays(30));
    SigningKey early = key(signer, NOW.plus(Duration.ofDays(3)), Duration.ofDays(30));
    SigningKey server =
        key(CertificateAuthority.Purpose.TLS_SERVER, NOW.minusSeconds(60), Duration.ofDays(30));
    SigningKey revoked = key();
    Trust withList =
        trust.with(
            List.of(
                CA.revocationList(
                    Map.of(revoked.certificate().getSerialNumber(), NOW.minusSeconds(30)),
                    NOW.minusSeconds(20),
                    NOW.plusSeconds(3600))));

    assertTrue(verdict(expired, trust).contains("has expired"));
    assertTrue(verdict(early, trust).contains("is not yet valid"));
    assertTrue(verdict(server, trust).contains("is for another purpose"));
    assertTrue(verdict(revoked, withList).contains("was revoked on"));
  }

  @Test
  void keysAreEncryptedAndNeverOverwritten() throws Exception {
    KeyFolder keys = new KeyFolder(folder.resolve("config"));
    char[] passphrase = "correct horse".toCharArray();

    keys.create("signer", "Orders Ltd", "Olga", KeyType.EC, passphrase);
    keys.create("reviewer", "Orders Ltd", "Rita", KeyType.RSA, passphrase);

    try (SigningKey key = SigningKey.pkcs12(keys.keyOf("reviewer"), passphrase)) {
      assertTrue(TrustFile.read(keys.root()).trusts(key.chain()));
    }
    assertEquals(
        "[OWNER_READ, OWNER_WRITE]",
        new java.util.TreeSet<>(Files.getPosixFilePermissions(keys.keyOf("signer"))).toString());
    assertThrows(
        org.pgevidence.fact.UserFault.class,
        () -> keys.create("signer", "Orders Ltd", "Olga", KeyType.EC, passphrase));
    assertThrows(
        org.pgevidence.fact.UserFault.class,
        () -> SigningKey.pkcs12(keys.keyOf("signer"), "wrong one".toCharArray()));
  }
}
