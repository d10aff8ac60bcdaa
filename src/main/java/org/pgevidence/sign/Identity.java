package org.pgevidence.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificates, from its own to the root.
 *
 * @param chain own certificate first, self-signed root last
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  /** Copies the list. */
  public Identity {
    chain = List.copyOf(chain);
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** A PKCS#12 file that is encrypted with the passphrase (AES-256, as the JDK writes it). */
  public byte[] toPkcs12(char[] passphrase) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", key, passphrase, chain.toArray(X509Certificate[]::new));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, passphrase);
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
