package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (TestTsa tsa = TestTsa.under(ca);
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

  /** True when parsing, the signature, the chain or the timestamp does not hold. */
  private static boolean isRefused(byte[] p7s, List<java.security.cert.X509Certificate> genuine) {
    try {
      DetachedSignature signature = DetachedSignature.parse(p7s);
      signature.verify(CONTENT);
      Trust trust = new Trust(List.of(CA.identity().certificate()), List.of());
      trust.requireSound(signature.chain(), Trust.Purpose.DOCUMENT, Instant.now());
      TimestampToken stamp =
          TimestampToken.of(signature.timestamp().orElseThrow(), signature.value());
      trust.requireSound(stamp.chain(), Trust.Purpose.TIMESTAMP, stamp.at());
      return !trust.trusts(signature.chain())
          || !trust.trusts(stamp.chain())
          || !signature.chain().equals(genuine);
    } catch (SignatureFault | java.util.NoSuchElementException e) {
      return true;
    }
  }

  @Test
  void noByteCanChange() throws Exception {
    byte[] p7s;
    byte[] tsr;
    try (TestTsa tsa = TestTsa.under(CA);
        SigningKey key = key()) {
      p7s = DetachedSignature.create(CONTENT, key, NOW, Optional.of(tsa.client()));
      tsr = tsa.client().stamp(CONTENT).response();
      assertTrue(!isRefused(p7s, key.chain()));
    }
    long seed = Long.getLong("pgevidence.seed", 7L);
    Random random = new Random(seed);
    int step = Boolean.getBoolean("pgevidence.full") ? 1 : 5;
    System.out.println("seed " + seed + ", " + (p7s.length + tsr.length) / step + " bytes changed");
    var genuine = DetachedSignature.parse(p7s).chain();
    List<String> accepted = new ArrayList<>();
    // The embedded token has parts that vary without notice; its own trust is judged apart.
    int own = p7s.length - DetachedSignature.parse(p7s).timestamp().orElseThrow().length;
    for (int i = 0; i < own; i += step) {
      byte[] changed = p7s.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      if (!isRefused(changed, genuine)) {
        accepted.add("p7s " + i + " of " + p7s.length);
      }
    }
    for (int i = 0; i < tsr.length; i += step) {
      byte[] changed = tsr.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      if (!isStampRefused(changed)) {
        accepted.add("tsr " + i + " of " + tsr.length);
      }
    }

    assertEquals(List.of(), accepted);
  }

  private static boolean isStampRefused(byte[] response) {
    try {
      TimestampToken stamp = TimestampToken.ofResponse(response, CONTENT);
      new Trust(List.of(), List.of()).requireSound(stamp.chain(), Trust.Purpose.TIMESTAMP, NOW);
      return !stamp.chain().contains(CA.identity().certificate());
    } catch (SignatureFault e) {
      return true;
    }
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
      assertTrue(Trust.read(keys.root()).trusts(key.chain()));
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
