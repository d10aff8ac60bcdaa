package org.pgevidence.sign;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;

/** Kinds of keys that we make. Both are accepted by every PDF reader and by openssl. */
public enum KeyType {
  /** NIST P-256. */
  EC,
  /** 3072 bits. */
  RSA;

  /** A fresh key pair. */
  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
      if (this == EC) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(3072);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JCA name of the signature algorithm that a key signs SHA-256 digests with. */
  static String signatureAlgorithm(PublicKey key) throws SignatureFault {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default ->
          throw new SignatureFault(
              "The key is of type "
                  + key.getAlgorithm()
                  + ", which evidence packs cannot hold; use an EC or RSA key.");
    };
  }
}
