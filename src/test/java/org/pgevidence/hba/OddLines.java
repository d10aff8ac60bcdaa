package org.pgevidence.hba;

import java.util.List;
import java.util.Random;

/** Random lines of authentication files: options of every method, and all ways to go wrong. */
final class OddLines {
  private static final List<String> OPTIONS =
      List.of(
          "map=ops",
          "clientcert=verify-ca",
          "clientcert=verify-full",
          "clientcert=1",
          "clientcert=0",
          "clientcert=no-verify",
          "clientcert=x",
          "clientname=CN",
          "clientname=DN",
          "clientname=x",
          "include_realm=0",
          "include_realm=1",
          "krb_realm=EXAMPLE.TEST",
          "compat_realm=0",
          "upn_username=1",
          "pamservice=postgresql",
          "pam_use_hostname=1",
          "ldapserver=ldap.example.test",
          "ldapport=389",
          "ldapport=x",
          "ldapport=0",
          "ldaptls=1",
          "ldapscheme=ldaps",
          "ldapscheme=x",
          "ldapprefix=\"cn=\"",
          "\"ldapsuffix=, dc=example\"",
          "ldapbasedn=\"dc=example\"",
          "ldapbinddn=cn=x",
          "ldapbindpasswd=hush",
          "ldapsearchattribute=uid",
          "ldapsearchfilter=(uid=$username)",
          "ldapurl=\"ldap://h/dc=e?uid?sub\"",
          "ldapurl=ldaps://h:77/dc=e",
          "ldapurl=http://x",
          "radiusservers=127.0.0.1",
          "radiussecrets=hush",
          "radiusports=1812",
          "radiusports=x",
          "radiusidentifiers=me",
          "radiusservers=\"127.0.0.1,127.0.0.2\"",
          "radiussecrets=\"one,two,three\"",
          "issuer=https://x.test",
          "scope=\"a b\"",
          "validator=v",
          "delegate_ident_mapping=1",
          "nosuch=1",
          "nosuch",
          "=x",
          "map=",
          "map");
  private static final List<String> ADDRESSES =
      List.of(
          "127.0.0.1/32",
          "10.0.0.0/8",
          "10.0.0.0/33",
          "10.0.0.0/-1",
          "10.0.0.0/+8",
          "10.0.0.0/",
          "10.0.0.0/08",
          "10.0.0.0/x",
          "10.0.0.0/8x",
          "::1/128",
          "::/129",
          "fe80::1%lo/10",
          "::1%1/128",
          "10.0.0.0 255.0.0.0",
          "10.0.0.0 255.0.255.0",
          "10.0.0.0 ffff::",
          "::1 255.0.0.0",
          "10.0.0.0 x",
          "10.0.0.0",
          "db.example.test",
          "db.example.test/24",
          ".example.test",
          "all",
          "\"all\"",
          "samehost",
          "samenet",
          "all,samenet",
          "10.0.0.0/8,11.0.0.0/8",
          "1.2.3.4.5/8",
          "010.0.0.1/32",
          "0x10/32",
          "1/8",
          "256.0.0.1/32",
          "1.2.3.400/32",
          "::ffff:10.0.0.1/104",
          "::ffff:10.0.0.256/104",
          ":::/1",
          "1::2::3/1",
          "\"\"",
          "1.2.3./24",
          "0x/8",
          "4294967296/0",
          "1.65536/32",
          "08.0.0.0/8");
  private static final List<String> METHODS =
      List.of(
          "trust",
          "reject",
          "md5",
          "scram-sha-256",
          "password",
          "gss",
          "sspi",
          "ident",
          "peer",
          "pam",
          "ldap",
          "radius",
          "cert",
          "bsd",
          "oauth",
          "krb5",
          "\"md5\"",
          "md5,trust",
          "MD5",
          "");
  private static final List<String> NAMES =
      List.of(
          "all",
          "\"all\"",
          "anna",
          "a,b",
          "a, b",
          "\"a b\"",
          "+g1",
          "\"+g1\"",
          "sameuser",
          "samerole",
          "replication",
          "@users.list",
          "@nosuch.list",
          "\"@users.list\"",
          "@",
          "a\"b\"c",
          "\"a\"b",
          "\"\"",
          "\"un closed",
          "a#b",
          "\"a#b\"",
          "a\"\"b",
          "\"a\"\"b\"",
          "/^a",
          "/(",
          "/[",
          "/a{",
          "/a{2,1}",
          "/*a",
          "/\\q",
          "/a\\",
          "\"/^x y$\"",
          "/",
          "käthe",
          "a,",
          ",a",
          "a,,b",
          "\\",
          "@loop.list");
  private static final List<String> TYPES =
      List.of(
          "local",
          "host",
          "host",
          "host",
          "hostssl",
          "hostssl",
          "hostnossl",
          "hostgssenc",
          "hostnogssenc",
          "hots",
          "HOST",
          "\"host\"",
          "host,local",
          "include",
          "include_dir",
          "@users.list");
  private static final List<String> SYSTEM_USERS =
      List.of(
          "nobody",
          "\"no body\"",
          "/^(.*)@x$",
          "/(",
          "a,b",
          "\"/^a b$\"",
          "/[[:digit:]]+",
          "/a{300}",
          "+x",
          "all",
          "\"\"",
          "/",
          "/x\\",
          "@users.list");

  private final Random random;
  private final int major;

  OddLines(Random random, int major) {
    this.random = random;
    this.major = major;
  }

  /**
   * A list that names itself, from 16 only: older servers end when they read one, for want of file
   * descriptors.
   */
  String loop() {
    return major >= 16 ? "x @loop.list\n" : "x\n";
  }

  /** A rule that may be faulty anywhere; sound ones are as frequent as faulty ones. */
  String rule() {
    boolean isSound = random.nextBoolean();
    String type = isSound ? pick(List.of("local", "host", "hostssl", "hostnossl")) : pick(TYPES);
    StringBuilder line = new StringBuilder(type);
    line.append(' ').append(isSound ? pick(NAMES.subList(0, 11)) : pick(NAMES));
    line.append(' ').append(isSound ? pick(NAMES.subList(0, 12)) : pick(NAMES)).append(' ');
    if (!type.equals("local")) {
      line.append(isSound ? pick(ADDRESSES.subList(0, 2)) : pick(ADDRESSES)).append(' ');
    }
    line.append(isSound ? pick(METHODS.subList(0, 5)) : pick(METHODS));
    int options = isSound ? 0 : random.nextInt(4);
    for (int i = 0; i < options; i++) {
      line.append(' ').append(pick(OPTIONS));
    }
    return cut(line.toString());
  }

  /** A sound rule of a method that needs options. */
  String withOptions() {
    return pick(
        List.of(
            "host all all all ldap ldapserver=l.test ldapprefix=\"cn=\" \"ldapsuffix=, dc=x\" ldapport=389",
            "host all all all ldap ldapserver=l.test ldapbasedn=\"dc=x\" ldapsearchattribute=uid ldaptls=1",
            "host all all all ldap ldapserver=l.test ldapbasedn=\"dc=x\" ldapbinddn=\"cn=b\" ldapbindpasswd=hush",
            "host all all all radius radiusservers=127.0.0.1 radiussecrets=hush radiusports=1812",
            "host all all all radius radiusservers=\"127.0.0.1,127.0.0.2\" radiussecrets=\"a,b\" radiusidentifiers=me",
            "host all all all pam pamservice=pg pam_use_hostname=1",
            "hostssl all all all cert map=ops",
            "hostssl all all all cert clientcert=verify-full"
                + (major >= 14 ? " clientname=DN" : ""),
            "hostssl all all all scram-sha-256 clientcert=verify-ca",
            "local all all peer map=\"o ps\"",
            "local all all ident",
            "host all all all ident map=ops"));
  }

  /** A user-name map entry that may be faulty. */
  String mapping() {
    return cut(
        pick(List.of("ops", "\"o ps\"", "ops,x", "/m"))
            + " "
            + pick(SYSTEM_USERS)
            + " "
            + pick(List.of("anna", "\\1", "all", "+g1", "\"a b\"", "/^a", "/(", "a,b", "\"\"")));
  }

  private String cut(String line) {
    return switch (random.nextInt(12)) {
      case 0 -> line.substring(0, random.nextInt(line.length()));
      case 1 -> line + " # " + pick(NAMES);
      case 2 -> "  " + line + " \t\r";
      case 3 -> line.replaceFirst(" ", " \\\\\n ");
      default -> line;
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
