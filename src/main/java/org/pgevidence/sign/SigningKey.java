package org.pgevidence.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KeyStoreSignatureTokenConnection;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import eu.europa.esig.dss.token.PrefilledPasswordCallback;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** A key that can sign now, in a PKCS#12 file, on a PKCS#11 token, or made for a demo. */
public final class SigningKey implements AutoCloseable {
  /** Word in the common name of every certificate that was made without the user's keys. */
  public static final String DEMO_MARK = "DEMO IDENTITY";

  private final SignatureTokenConnection token;
  private final DSSPrivateKeyEntry entry;
  private final List<X509Certificate> chain;

  private SigningKey(SignatureTokenConnection token, List<X509Certificate> more) {
    this.token = token;
    List<DSSPrivateKeyEntry> keys = token.getKeys();
    if (keys.isEmpty()) {
      token.close();
      throw UserFault.usage("The key store holds no private key with a certificate; name another.");
    }
    this.entry = keys.getFirst();
    List<X509Certificate> known = new ArrayList<>();
    Arrays.stream(entry.getCertificateChain()).forEach(c -> known.add(c.getCertificate()));
    known.addAll(more);
    this.chain = Chains.fromSigner(entry.getCertificate().getCertificate(), known);
  }

  /** The only key of a PKCS#12 file. */
  public static SigningKey pkcs12(Path file, char[] passphrase) {
    try {
      return pkcs12(Files.readAllBytes(file), passphrase);
    } catch (IOException e) {
      throw UserFault.io("The key " + file + " could not be read: " + Met.by(e) + ".", e);
    } catch (eu.europa.esig.dss.model.DSSException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The key "
              + file
              + " could not be opened: the passphrase is wrong or it is no PKCS#12 file.",
          e);
    }
  }

  /** A key in memory. */
  public static SigningKey of(Identity identity) {
    return new SigningKey(new MemoryToken(identity), List.of());
  }

  private static SigningKey pkcs12(byte[] store, char[] passphrase) {
    return new SigningKey(
        new KeyStoreSignatureTokenConnection(
            store, "PKCS12", new KeyStore.PasswordProtection(passphrase)),
        List.of());
  }

  /**
   * The first key of a PKCS#11 slot.
   *
   * @param slot index in the list of slots with a token
   * @param more certificates that the token lacks: issuers up to the root
   */
  public static SigningKey pkcs11(Path library, int slot, char[] pin, List<X509Certificate> more) {
    try {
      return new SigningKey(
          new Pkcs11SignatureToken(
              library.toString(),
              new PrefilledPasswordCallback(new KeyStore.PasswordProtection(pin)),
              -1,
              slot,
              null),
          more);
    } catch (eu.europa.esig.dss.model.DSSException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The PKCS#11 token in slot list index "
              + slot
              + " of "
              + library
              + " could not be opened: "
              + e.getMessage()
              + ". Check library, slot and PIN.",
          e);
    }
  }

  /** A key and root made on the spot for {@code role} and forgotten with the process. */
  public static SigningKey demo(String role, Instant now) {
    var root =
        CertificateAuthority.create(
            KeyType.EC,
            CertificateAuthority.name(
                "pgevidence", DEMO_MARK + " root, made for one pack, proves nobody"),
            now.minus(Duration.ofMinutes(1)),
            Duration.ofDays(3650));
    return of(
        root.issue(
            KeyType.EC,
            CertificateAuthority.name("pgevidence", DEMO_MARK + " " + role),
            CertificateAuthority.Purpose.EPHEMERAL_SIGNER,
            now.minus(Duration.ofMinutes(1)),
            Duration.ofDays(3650)));
  }

  /** Whether it was made without the user's keys. */
  public boolean isDemo() {
    return Chains.isDemo(certificate());
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Own certificate first, root last where it is known. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** Subject of its certificate. */
  public String subject() {
    return Chains.subject(certificate());
  }

  /**
   * Requires that what is signed now can ever be called valid: that the certificates are in force
   * and for signing documents. Exit code 2 with what is wrong; whether one was revoked is for
   * lists.
   */
  public SigningKey requireFit(Instant now) {
    try {
      Trust.none().requireSound(chain, Trust.Purpose.DOCUMENT, now);
      return this;
    } catch (SignatureFault e) {
      close();
      throw new UserFault(
          UserFault.Kind.USAGE,
          "Nothing was signed: " + e.getMessage() + " Use a key with a certificate in force.",
          e);
    }
  }

  /** Signs bytes: RSA PKCS#1 v1.5 or ECDSA (as DER), each over SHA-256. */
  byte[] sign(byte[] bytes) {
    return token.sign(new ToBeSigned(bytes), DigestAlgorithm.SHA256, entry).getValue();
  }

  SignatureTokenConnection token() {
    return token;
  }

  DSSPrivateKeyEntry entry() {
    return entry;
  }

  @Override
  public void close() {
    token.close();
  }
}
