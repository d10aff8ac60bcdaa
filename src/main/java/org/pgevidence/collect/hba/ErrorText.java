package org.pgevidence.collect.hba;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of the server's error texts what may be a secret: a faulty line can put a password in
 * any field, and the server quotes it. Applied to our reader's errors and to the error columns of
 * the server's views alike.
 */
public final class ErrorText {
  private static final List<Pattern> CUT =
      List.of(
          Pattern.compile("(authentication option not in name=value format): .*", Pattern.DOTALL),
          Pattern.compile("(unrecognized authentication option name): .*", Pattern.DOTALL),
          Pattern.compile("(invalid value for clientcert): .*", Pattern.DOTALL),
          Pattern.compile("(invalid value for clientname): .*", Pattern.DOTALL),
          Pattern.compile("(could not parse RADIUS \\w+ list) .*", Pattern.DOTALL));
  private static final Pattern WORD =
      Pattern.compile(
          "(invalid connection type|invalid authentication method) \"((?:[^\"]|\"(?!$|:))*)\"(.*)",
          Pattern.DOTALL);
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?i)(host|local|incl)[a-z_]{0,20}|trust|reject|md5|scram-sha-\\d{1,3}|scram[a-z0-9-]{0,9}|password|gss(api)?|sspi|ident|peer|ldaps?|radius|cert|pam|bsd|oauth|krb5|crypt|plain|none");
  private static final Pattern ASSIGNMENT = Pattern.compile("\"[^\"=]*=[^\"]*\"");

  private ErrorText() {}

  /** The text with doubtful quotations left out. */
  public static String withoutSecrets(String error) {
    for (Pattern cut : CUT) {
      Matcher matcher = cut.matcher(error);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    Matcher word = WORD.matcher(error);
    if (word.matches() && !KNOWN.matcher(word.group(2)).matches()) {
      return word.group(1) + word.group(3);
    }
    return ASSIGNMENT.matcher(error).replaceAll("\"…\"");
  }
}
