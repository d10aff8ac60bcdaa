package org.pgevidence.redact;

import java.util.Locale;

/** What can be hidden. */
public enum Kind {
  /** Names of roles; predefined roles, PUBLIC and postgres stay. */
  ROLE,
  /** Names of persons and teams, operating-system users, parts of certificate names. */
  PERSON,
  /** Host names, label by label, so that a domain still holds its hosts. */
  HOST,
  /** IP addresses, bit by bit, so that a range still holds what lies in it. */
  ADDRESS,
  /** File paths, folder by folder, so that a folder still holds its files. */
  PATH,
  /** Free text of the company and of its tools: justifications, messages, application names. */
  TEXT;

  /** Its word on the command line, in files and at the head of pseudonyms. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
