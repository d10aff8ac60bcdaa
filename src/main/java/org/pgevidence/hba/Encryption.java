package org.pgevidence.hba;

/** How a TCP connection is encrypted when the rules are consulted. */
public enum Encryption {
  PLAIN(0),
  TLS(1),
  GSS(2);

  private final int bit;

  Encryption(int bit) {
    this.bit = bit;
  }

  /** Place of this kind inside a database's cells. */
  int bit() {
    return bit;
  }

  /** Whether rules of a type take such a connection. */
  boolean isTakenBy(String type) {
    return switch (type) {
      case "host" -> true;
      case "hostssl" -> this == TLS;
      case "hostnossl" -> this != TLS;
      case "hostgssenc" -> this == GSS;
      case "hostnogssenc" -> this != GSS;
      default -> false;
    };
  }
}
