package org.pgevidence.sign;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells PKIX that the critical extended key usage of a timestamp unit is understood. */
final class TimestampUsage extends PKIXCertPathChecker {
  @Override
  public void init(boolean forward) {}

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return Set.of("2.5.29.37");
  }

  @Override
  public void check(Certificate certificate, @Nullable Collection<String> unresolved) {
    if (unresolved != null) {
      unresolved.remove("2.5.29.37");
    }
  }
}
