package org.pgevidence.sign;

/** PAdES baseline levels (ETSI EN 319 142-1), weakest first. */
public enum SignatureLevel {
  /** Signed. */
  B,
  /** With a timestamp. */
  T,
  /** With the revocation data to judge it later. */
  LT,
  /** With an archival timestamp over all of it. */
  LTA;

  /** Whether it takes a timestamp authority. */
  public boolean needsTimestamp() {
    return this != B;
  }

  /** The level to fall back to when this one could not be reached; B has none weaker. */
  public SignatureLevel weaker() {
    return switch (this) {
      case B, T -> B;
      case LT -> T;
      case LTA -> LT;
    };
  }

  eu.europa.esig.dss.enumerations.SignatureLevel pades() {
    return switch (this) {
      case B -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_B;
      case T -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_T;
      case LT -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_LT;
      case LTA -> eu.europa.esig.dss.enumerations.SignatureLevel.PAdES_BASELINE_LTA;
    };
  }
}
