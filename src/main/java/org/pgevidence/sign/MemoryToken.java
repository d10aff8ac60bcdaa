package org.pgevidence.sign;

import eu.europa.esig.dss.token.AbstractSignatureTokenConnection;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** One key that was never in a file; encrypting it for a key store would only take time. */
final class MemoryToken extends AbstractSignatureTokenConnection {
  private final DSSPrivateKeyEntry entry;

  MemoryToken(Identity identity) {
    entry =
        new KSPrivateKeyEntry(
            "key",
            new KeyStore.PrivateKeyEntry(
                identity.key(), identity.chain().toArray(X509Certificate[]::new)));
  }

  @Override
  public List<DSSPrivateKeyEntry> getKeys() {
    return List.of(entry);
  }

  @Override
  public void close() {
    // holds nothing
  }
}
