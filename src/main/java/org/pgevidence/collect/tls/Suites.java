package org.pgevidence.collect.tls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Cipher suites that are offered, by their IANA numbers. */
final class Suites {
  /** TLS 1.3 suites. */
  static final Map<Integer, String> TLS13 = tls13();

  /** Suites of TLS 1.0 to 1.2 that a sound server shares. */
  static final Map<Integer, String> COMMON = common();

  /** Suites that no server should accept. */
  static final Map<Integer, String> WEAK = weak();

  private Suites() {}

  static String name(int number) {
    for (Map<Integer, String> suites : Set.of(TLS13, COMMON, WEAK)) {
      String name = suites.get(number);
      if (name != null) {
        return name;
      }
    }
    return String.format("0x%04x", number);
  }

  static String names(Map<Integer, String> suites) {
    return suites.values().stream().collect(Collectors.joining(", "));
  }

  private static Map<Integer, String> tls13() {
    Map<Integer, String> suites = new LinkedHashMap<>();
    suites.put(0x1301, "TLS_AES_128_GCM_SHA256");
    suites.put(0x1302, "TLS_AES_256_GCM_SHA384");
    suites.put(0x1303, "TLS_CHACHA20_POLY1305_SHA256");
    return suites;
  }

  private static Map<Integer, String> common() {
    Map<Integer, String> suites = new LinkedHashMap<>();
    suites.put(0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    suites.put(0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    suites.put(0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    suites.put(0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    suites.put(0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
    suites.put(0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    suites.put(0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
    suites.put(0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
    suites.put(0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA");
    suites.put(0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
    suites.put(0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256");
    suites.put(0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA");
    suites.put(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA");
    return suites;
  }

  private static Map<Integer, String> weak() {
    Map<Integer, String> suites = new LinkedHashMap<>();
    suites.put(0x0001, "TLS_RSA_WITH_NULL_MD5");
    suites.put(0x0002, "TLS_RSA_WITH_NULL_SHA");
    suites.put(0x003b, "TLS_RSA_WITH_NULL_SHA256");
    suites.put(0xc006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA");
    suites.put(0xc010, "TLS_ECDHE_RSA_WITH_NULL_SHA");
    suites.put(0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5");
    suites.put(0x0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA");
    suites.put(0x0004, "TLS_RSA_WITH_RC4_128_MD5");
    suites.put(0x0005, "TLS_RSA_WITH_RC4_128_SHA");
    suites.put(0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA");
    suites.put(0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA");
    suites.put(0x0009, "TLS_RSA_WITH_DES_CBC_SHA");
    suites.put(0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA");
    suites.put(0xc008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA");
    suites.put(0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");
    suites.put(0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA");
    suites.put(0xc018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA");
    return suites;
  }
}
