package org.pgevidence.pack;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.TimestampClient;
import org.pgevidence.sign.Trust;

/**
 * How a pack is to be sealed.
 *
 * @param level level asked for; a lower one that was reached is stated
 * @param authority address of the timestamp authority
 * @param policy object identifier of the policy that it must stamp under
 * @param trust roots and revocation lists for levels LT and LTA
 */
public record SealPlan(
    SigningKey key,
    SignatureLevel level,
    Optional<URI> authority,
    Optional<String> policy,
    Trust trust) {
  /** Whatever policy the authority stamps under. */
  public SealPlan(SigningKey key, SignatureLevel level, Optional<URI> authority, Trust trust) {
    this(key, level, authority, Optional.empty(), trust);
  }

  /** What is known beforehand not to be reached, as sentences; level B is left then. */
  List<String> notes() {
    return level.needsTimestamp() && authority.isEmpty()
        ? List.of(
            "Signature level "
                + level
                + " was asked for, but no timestamp authority is configured.")
        : List.of();
  }

  Optional<TimestampClient> client() {
    return authority.map(address -> new TimestampClient(address, policy));
  }
}
