package org.pgevidence.collect.hba;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which options there are, which methods own them, and which values may be stored. */
final class OptionNames {
  /** Options whose values say how a rule works; all others keep their name only. */
  private static final Set<String> STORED =
      Set.of(
          "map",
          "clientcert",
          "clientname",
          "pamservice",
          "pam_use_hostname",
          "ldapurl",
          "ldaptls",
          "ldapscheme",
          "ldapserver",
          "ldapport",
          "ldapbinddn",
          "ldapsearchattribute",
          "ldapsearchfilter",
          "ldapbasedn",
          "ldapprefix",
          "ldapsuffix",
          "krb_realm",
          "include_realm",
          "compat_realm",
          "upn_username",
          "radiusservers",
          "radiusports",
          "radiusidentifiers",
          "issuer",
          "scope",
          "validator",
          "delegate_ident_mapping");

  /** Option → the only method that takes it. */
  static final Map<String, String> OWNERS = owners();

  private OptionNames() {}

  /** Name → value, values of secret and unknown options null. */
  static Map<String, @Nullable String> withoutSecrets(Map<String, String> options) {
    Map<String, @Nullable String> kept = new LinkedHashMap<>();
    options.forEach((name, value) -> kept.put(name, STORED.contains(name) ? value : null));
    return kept;
  }

  private static Map<String, String> owners() {
    Map<String, String> owners = new LinkedHashMap<>();
    for (String name : STORED) {
      if (name.startsWith("ldap") || name.startsWith("radius")) {
        owners.put(name, name.startsWith("ldap") ? "ldap" : "radius");
      } else if (name.startsWith("pam")) {
        owners.put(name, "pam");
      }
    }
    owners.put("ldapbindpasswd", "ldap");
    owners.put("radiussecrets", "radius");
    return owners;
  }
}
