package org.pgevidence.redact;

import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.pgevidence.fact.Json;

/** Names in certificates: each part of a subject, and each alternative name. */
final class CertificateNames {
  private CertificateNames() {}

  /** A distinguished name, RFC 2253; the country is kept. */
  static String subject(Pseudonyms pseudonyms, String text) {
    try {
      List<Rdn> parts = new ArrayList<>();
      for (Rdn part : new LdapName(text).getRdns()) {
        String value = String.valueOf(part.getValue());
        boolean isHost = value.matches("[A-Za-z0-9*.:-]+") && value.contains(".");
        String pseudonym =
            part.getType().equalsIgnoreCase("C")
                ? value
                : isHost ? pseudonyms.host(value) : pseudonyms.person(value);
        parts.add(new Rdn(part.getType(), pseudonym));
      }
      return new LdapName(parts).toString();
    } catch (InvalidNameException e) {
      return pseudonyms.text(text);
    }
  }

  /** JSON array of dns:… and ip:…. */
  static String alternatives(Pseudonyms pseudonyms, String json) {
    List<String> names = new ArrayList<>();
    if (Json.parse(json) instanceof List<?> list) {
      for (Object item : list) {
        String name = String.valueOf(item);
        int colon = name.indexOf(':');
        names.add(name.substring(0, colon + 1) + pseudonyms.host(name.substring(colon + 1)));
      }
    }
    return Json.compact(names);
  }
}
