package org.pgevidence.sign;

import eu.europa.esig.dss.alert.ExceptionOnStatusAlert;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSMessageDigest;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.ExternalCMSService;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * Signs PDF files by PAdES (ETSI EN 319 142-1). The first signature is part of the file as it is
 * written ({@link PdfCertification}); later ones are incremental updates.
 */
public final class PdfSigner {
  static final int RESERVED_BYTES = 32_768;

  private final Optional<TimestampClient> authority;
  private final Trust trust;
  private final OnlineRevocation online;

  PdfSigner(Optional<TimestampClient> authority, Trust trust, Web web) {
    this.authority = authority;
    this.trust = trust;
    this.online = new OnlineRevocation(web);
  }

  /**
   * A signer.
   *
   * @param authority timestamp authority; levels above B need it
   * @param trust roots and revocation lists that go into levels LT and LTA
   */
  public PdfSigner(Optional<TimestampClient> authority, Trust trust) {
    this(authority, trust, Web.standard());
  }

  /** Loads the cryptography: it makes all elliptic curves that it knows. */
  public static void prepare() {
    DSSSecurityProvider.initSystemProviders();
  }

  /**
   * How to sign.
   *
   * @param at claimed time
   */
  public record Request(SignatureLevel level, String reason, Instant at) {}

  /** The first signature of a PDF that is not written yet. */
  public PdfCertification certification(SigningKey key, Request request) {
    return new PdfCertification(this, key, request);
  }

  /**
   * Adds an approval to a signed file.
   *
   * @param field empty signature field to fill; a new invisible one where the document has none
   * @return the file's bytes; they begin with {@code pdf} byte for byte
   */
  public byte[] approve(byte[] pdf, SigningKey key, String field, Request request)
      throws SignatureFault {
    return tried(
        key,
        request,
        () -> {
          PAdESService service = service(key.chain());
          PAdESSignatureParameters parameters = parameters(key, request);
          parameters.setReason(request.reason());
          parameters.setSignerName(key.subject());
          parameters.setContentSize(RESERVED_BYTES);
          DSSDocument document = new InMemoryDocument(pdf);
          if (service.getAvailableSignatureFields(document).contains(field)) {
            SignatureImageParameters image = new SignatureImageParameters();
            image.getFieldParameters().setFieldId(field);
            image.setTextParameters(ShownSignature.text(key, request));
            parameters.setImageParameters(image);
          }
          ToBeSigned bytes = service.getDataToSign(document, parameters);
          var value = key.token().sign(bytes, DigestAlgorithm.SHA256, key.entry());
          return extending(pdf, bytes(service.signDocument(document, parameters, value)));
        });
  }

  /**
   * The value of a first signature: a CMS signature (RFC 5652) as PAdES has it, with a timestamp
   * where the level has one.
   *
   * @param digest SHA-256 of all bytes of the file but the value
   */
  byte[] value(byte[] digest, SigningKey key, Request request) throws SignatureFault {
    return tried(
        key,
        request,
        () -> {
          ExternalCMSService service = new ExternalCMSService(verifier(key.chain()));
          authority.ifPresent(client -> service.setTspSource(client.forPdf()));
          PAdESSignatureParameters parameters = parameters(key, request);
          parameters.setSignatureLevel(
              (request.level().needsTimestamp() ? SignatureLevel.T : SignatureLevel.B).pades());
          DSSMessageDigest signed = new DSSMessageDigest(DigestAlgorithm.SHA256, digest);
          ToBeSigned bytes = service.getDataToSign(signed, parameters);
          var value = key.token().sign(bytes, DigestAlgorithm.SHA256, key.entry());
          return bytes(service.signMessageDigest(signed, parameters, value));
        });
  }

  /** Adds to a file with its first signature what levels LT and LTA have besides. */
  byte[] extend(byte[] pdf, SigningKey key, Request request) throws SignatureFault {
    return tried(
        key,
        request,
        () -> {
          DSSDocument document = new InMemoryDocument(pdf);
          PAdESSignatureParameters parameters = parameters(key, request);
          return extending(pdf, bytes(service(key.chain()).extendDocument(document, parameters)));
        });
  }

  private interface Signing {
    byte[] run() throws IOException;
  }

  private byte[] tried(SigningKey key, Request request, Signing signing) throws SignatureFault {
    try {
      return signing.run();
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserFault || e instanceof IllegalStateException) {
        throw (RuntimeException) e;
      }
      throw fault("The PDF could not be signed at level " + request.level() + ": ", key.chain(), e);
    }
  }

  private static byte[] extending(byte[] pdf, byte[] signed) {
    if (!Arrays.equals(pdf, 0, pdf.length, signed, 0, pdf.length)) {
      throw new IllegalStateException("signing changed the bytes that were signed");
    }
    return signed;
  }

  /** Adds the revocation data of all signatures and one more archival timestamp. */
  public byte[] renew(byte[] pdf, List<X509Certificate> known) throws SignatureFault {
    try {
      PAdESService service = service(known);
      PAdESSignatureParameters parameters = new PAdESSignatureParameters();
      parameters.setSignatureLevel(SignatureLevel.LTA.pades());
      stampWithSha256(parameters);
      return bytes(service.extendDocument(new InMemoryDocument(pdf), parameters));
    } catch (IOException | RuntimeException e) {
      throw fault("The archival timestamp could not be renewed: ", known, e);
    }
  }

  /** Names certificates by subject, and says whom was asked for revocation data in vain. */
  private SignatureFault fault(String tried, List<X509Certificate> chain, Exception met) {
    String words = String.valueOf(met.getMessage());
    for (X509Certificate certificate : chain) {
      words =
          words.replace(
              new CertificateToken(certificate).getDSSIdAsString(), Chains.subject(certificate));
    }
    String asked = online.faults().isEmpty() ? "" : " (" + String.join("; ", online.faults()) + ")";
    return new SignatureFault(tried + words + asked, met);
  }

  private static PAdESSignatureParameters parameters(SigningKey key, Request request) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(request.level().pades());
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(key.certificate()));
    parameters.setCertificateChain(key.chain().stream().map(CertificateToken::new).toList());
    parameters.bLevel().setTrustAnchorBPPolicy(false);
    parameters.bLevel().setSigningDate(Date.from(request.at()));
    stampWithSha256(parameters);
    return parameters;
  }

  private static void stampWithSha256(PAdESSignatureParameters parameters) {
    PAdESTimestampParameters stamp = new PAdESTimestampParameters(DigestAlgorithm.SHA256);
    stamp.setContentSize(RESERVED_BYTES);
    parameters.setSignatureTimestampParameters(stamp);
    parameters.setArchiveTimestampParameters(stamp);
  }

  private PAdESService service(List<X509Certificate> known) {
    PAdESService service = new PAdESService(verifier(known));
    authority.ifPresent(client -> service.setTspSource(client.forPdf()));
    return service;
  }

  private CommonCertificateVerifier verifier(List<X509Certificate> known) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trust.roots().forEach(root -> trusted.addCertificate(new CertificateToken(root)));
    if (!trust.trusts(known)) {
      trusted.addCertificate(new CertificateToken(known.getLast()));
    }
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    verifier.setAIASource(null);
    verifier.setOcspSource(online.ocsp());
    verifier.setCrlSource(online.lists(trust));
    verifier.setAlertOnMissingRevocationData(new ExceptionOnStatusAlert());
    verifier.setAlertOnRevokedCertificate(new ExceptionOnStatusAlert());
    return verifier;
  }

  private static byte[] bytes(DSSDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.writeTo(out);
    return out.toByteArray();
  }
}
