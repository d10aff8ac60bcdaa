package org.pgevidence.sign;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/** The one spelling of a signature value: verifiers accept several for the same numbers. */
final class SignatureValue {
  private SignatureValue() {}

  /** Refuses an ECDSA value that is not two positive DER integers, an RSA value of other length. */
  static void requirePlain(PublicKey key, byte[] value) throws SignatureFault {
    if (!isPlain(key, value)) {
      throw new SignatureFault("The value of a signature is not written in its plain form.");
    }
  }

  private static boolean isPlain(PublicKey key, byte[] value) {
    if (key instanceof RSAPublicKey rsa) {
      return value.length == (rsa.getModulus().bitLength() + 7) / 8
          && new BigInteger(1, value).compareTo(rsa.getModulus()) < 0;
    }
    if (!key.getAlgorithm().equals("EC")) {
      return true;
    }
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(value));
      BigInteger r = ASN1Integer.getInstance(pair.getObjectAt(0)).getValue();
      BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
      ASN1Integer[] both = {new ASN1Integer(r), new ASN1Integer(s)};
      return r.signum() > 0
          && s.signum() > 0
          && Arrays.equals(new DERSequence(both).getEncoded(ASN1Encoding.DER), value);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
