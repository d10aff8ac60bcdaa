package org.pgevidence.collect.hba;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the server decides how it reads a rule.
 *
 * @param major 13 to 18
 * @param isTlsOn setting ssl; empty when unknown
 * @param unsupportedMethods methods the build lacks, e.g. ldap; "gss" also makes hostgssenc inert
 * @param oauthValidators setting oauth_validator_libraries, 18 and later; empty when unknown
 */
public record ServerBuild(
    int major,
    Optional<Boolean> isTlsOn,
    Set<String> unsupportedMethods,
    Optional<List<String>> oauthValidators) {
  private static final List<String> OPTIONAL_METHODS =
      List.of("gss", "sspi", "pam", "bsd", "ldap", "cert");

  /** Copies the set. */
  public ServerBuild {
    unsupportedMethods = Set.copyOf(unsupportedMethods);
  }

  /** A Linux server of which only the major is known: every method but bsd and sspi. */
  public static ServerBuild ofMajor(int major) {
    return new ServerBuild(major, Optional.empty(), Set.of("bsd", "sspi"), Optional.empty());
  }

  /** With setting ssl. */
  public ServerBuild withTls(boolean isOn) {
    return new ServerBuild(major, Optional.of(isOn), unsupportedMethods, oauthValidators);
  }

  /** With the methods that the server's own errors call unsupported (view pg_hba_file_rules). */
  public ServerBuild learning(List<String> errors) {
    Set<String> lacking =
        OPTIONAL_METHODS.stream()
            .filter(
                method ->
                    unsupportedMethods.contains(method)
                        || errors.stream().anyMatch(error -> saysUnsupported(error, method)))
            .collect(Collectors.toSet());
    return new ServerBuild(major, isTlsOn, lacking, oauthValidators);
  }

  private static boolean saysUnsupported(String error, String method) {
    return error.contains("\"" + method + "\": not supported by this build")
        || (method.equals("gss") && error.startsWith("hostgssenc record cannot match"))
        || (method.equals("cert") && error.contains("SSL is not supported by this build"));
  }
}
