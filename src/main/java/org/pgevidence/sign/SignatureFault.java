package org.pgevidence.sign;

/** A signature, certificate or timestamp that does not hold; the message names what and why. */
public final class SignatureFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** A fault with its whole sentence. */
  public SignatureFault(String message) {
    super(message);
  }

  /** Whether a timestamp authority is the cause, so that no level above B can be reached. */
  public boolean isOfTimestamp() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SignatureFault) {
        return true;
      }
    }
    return false;
  }

  /** A fault with its whole sentence and what caused it. */
  public SignatureFault(String message, Throwable cause) {
    super(message, cause);
  }
}
