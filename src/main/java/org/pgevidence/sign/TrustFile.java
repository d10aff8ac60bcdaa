package org.pgevidence.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** Certificates and revocation lists in a PEM file; text around the blocks is passed over. */
public final class TrustFile {
  private TrustFile() {}

  /** Reads root certificates and, where given, revocation lists (exit code 2 without any root). */
  public static Trust read(Path pem) {
    try {
      String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
      List<X509Certificate> roots = new ArrayList<>();
      for (byte[] block : blocks(text, "CERTIFICATE")) {
        roots.add(Certificates.of(block));
      }
      if (roots.isEmpty()) {
        throw UserFault.usage(
            "The trusted roots could not be read from "
                + pem
                + ": it holds no PEM certificate. Name the root.pem of the pack's owner.");
      }
      return new Trust(roots, lists(text));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The trusted roots could not be read from "
              + pem
              + ": "
              + Met.by(e)
              + ". Name a PEM file.",
          e);
    }
  }

  /** Reads revocation lists. */
  public static List<X509CRL> revocationLists(Path pem) {
    try {
      return lists(Files.readString(pem, StandardCharsets.ISO_8859_1));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The revocation list " + pem + " could not be read: " + Met.by(e) + ".",
          e);
    }
  }

  private static List<X509CRL> lists(String text) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509CRL> lists = new ArrayList<>();
    for (byte[] block : blocks(text, "X509 CRL")) {
      lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(block)));
    }
    return lists;
  }

  private static List<byte[]> blocks(String pem, String type) {
    return Pattern.compile("-----BEGIN " + type + "-----([^-]+)-----END " + type + "-----")
        .matcher(pem)
        .results()
        .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
        .toList();
  }
}
