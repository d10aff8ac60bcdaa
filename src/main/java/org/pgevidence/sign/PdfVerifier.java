package org.pgevidence.sign;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.AnnotationBox;
import eu.europa.esig.dss.pdf.PdfAnnotation;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.ServiceLoaderPdfObjFactory;
import eu.europa.esig.dss.pdf.modifications.PdfDifferencesFinder;
import eu.europa.esig.dss.pdf.modifications.PdfModification;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges all signatures of a PDF by the strict policy, and what was added behind them. Trust in
 * people is judged elsewhere.
 */
public final class PdfVerifier {
  private PdfVerifier() {}

  /**
   * A signature of a PDF.
   *
   * @param chain signer first
   * @param claimedAt what the signer's clock said
   * @param provenAt what the earliest timestamp over it proves; empty at level B
   * @param stampChain certificates of that timestamp, unit first; empty at level B
   * @param permission DocMDP permission when it certifies the document, else 0
   */
  public record PdfSignature(
      List<X509Certificate> chain,
      Instant claimedAt,
      Optional<Instant> provenAt,
      List<X509Certificate> stampChain,
      int permission,
      SignatureLevel level,
      String field) {}

  /** What was found. Signatures stand in the order of signing. */
  public record Result(List<PdfSignature> signatures, List<String> faults) {
    /** Copies the lists. */
    public Result {
      signatures = List.copyOf(signatures);
      faults = List.copyOf(faults);
    }
  }

  /**
   * Validates all signatures. Every root that the file brings along is taken as an anchor here, so
   * that faults of integrity show apart from questions of trust.
   */
  public static Result verify(byte[] pdf, Trust trust) {
    return verify(pdf, trust, Long.MAX_VALUE);
  }

  /** The same, but a file whose streams hold more bytes than so many is not read at all. */
  public static Result verify(byte[] pdf, Trust trust, long most) {
    if (!PdfStreams.areWithin(pdf, most)) {
      String fault =
          "its streams hold more than " + most + " bytes uncompressed, so it was not read";
      return new Result(List.of(), List.of(fault));
    }
    List<String> faults = new ArrayList<>();
    List<PdfSignature> found = new ArrayList<>();
    try {
      List<AdvancedSignature> signatures = validator(pdf).getSignatures();
      CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
      trust.roots().forEach(root -> anchors.addCertificate(new CertificateToken(root)));
      for (AdvancedSignature signature : signatures) {
        signature.getCompleteCertificateSource().getCertificates().stream()
            .filter(CertificateToken::isSelfSigned)
            .forEach(anchors::addCertificate);
        signature.getAllTimestamps().stream()
            .flatMap(stamp -> stamp.getCertificates().stream())
            .filter(CertificateToken::isSelfSigned)
            .forEach(anchors::addCertificate);
      }
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(anchors);
      verifier.setAIASource(null);
      if (!trust.revocationLists().isEmpty()) {
        verifier.setCrlSource(RevocationLists.of(trust));
      }
      PDFDocumentValidator validator = validator(pdf);
      validator.setCertificateVerifier(verifier);
      boolean isLongTerm = signatures.stream().anyMatch(PdfVerifier::hasValidationData);
      Reports reports = validator.validateDocument(StrictPolicy.xml(isLongTerm));
      SimpleReport report = reports.getSimpleReport();
      DiagnosticData data = reports.getDiagnosticData();
      for (AdvancedSignature signature : signatures) {
        judge(signature, report, data, faults).ifPresent(found::add);
      }
      faults.addAll(PdfRevisions.faultsAfterFirstSignature(pdf));
    } catch (RuntimeException e) {
      faults.add("the PDF could not be read: " + e);
    }
    return new Result(found, faults);
  }

  private static PDFDocumentValidator validator(byte[] pdf) {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setPdfObjFactory(factory());
    return validator;
  }

  private static Optional<PdfSignature> judge(
      AdvancedSignature signature, SimpleReport report, DiagnosticData data, List<String> faults) {
    String id = signature.getId();
    SignatureWrapper wrapper = data.getSignatureById(id);
    if (wrapper == null
        || wrapper.getSigningCertificate() == null
        || signature.getSigningTime() == null) {
      faults.add("a signature holds no certificate or no signing time");
      return Optional.empty();
    }
    if (report.getIndication(id) != Indication.TOTAL_PASSED) {
      StringBuilder words = new StringBuilder("signature of ").append(report.getSignedBy(id));
      words.append(": ").append(report.getIndication(id));
      if (report.getSubIndication(id) != null) {
        words.append(", ").append(report.getSubIndication(id));
      }
      report.getAdESValidationErrors(id).forEach(e -> words.append("; ").append(e.getValue()));
      faults.add(words.toString());
    }
    List<X509Certificate> known =
        signature.getCompleteCertificateSource().getCertificates().stream()
            .map(CertificateToken::getCertificate)
            .toList();
    X509Certificate signer =
        signature.getSigningCertificateToken() == null
            ? known.getFirst()
            : signature.getSigningCertificateToken().getCertificate();
    Optional<TimestampWrapper> stamp =
        wrapper.getTimestampList().stream()
            .filter(t -> t.isMessageImprintDataIntact() && t.isSignatureIntact())
            .min(java.util.Comparator.comparing(TimestampWrapper::getProductionTime));
    List<X509Certificate> stampChain =
        stamp.map(s -> stampChain(signature, s.getId())).orElse(List.of());
    String field =
        signature instanceof PAdESSignature pades
            ? pades.getPdfRevision().getFields().stream()
                .map(f -> f.getFieldName())
                .findFirst()
                .orElse("")
            : "";
    int permission =
        wrapper.getDocMDPPermissions() == null ? 0 : wrapper.getDocMDPPermissions().getCode();
    return Optional.of(
        new PdfSignature(
            Chains.fromSigner(signer, known),
            signature.getSigningTime().toInstant(),
            stamp.map(s -> s.getProductionTime().toInstant()),
            stampChain,
            permission,
            level(wrapper),
            field));
  }

  private static List<X509Certificate> stampChain(AdvancedSignature signature, String id) {
    return signature.getAllTimestamps().stream()
        .filter(token -> token.getDSSIdAsString().equals(id))
        .findFirst()
        .map(
            token -> {
              List<X509Certificate> all =
                  token.getCertificates().stream().map(CertificateToken::getCertificate).toList();
              X509Certificate unit =
                  token
                      .getCandidatesForSigningCertificate()
                      .getTheBestCandidate()
                      .getCertificateToken()
                      .getCertificate();
              return Chains.fromSigner(unit, all);
            })
        .orElse(List.of());
  }

  private static boolean hasValidationData(AdvancedSignature signature) {
    return signature instanceof PAdESSignature pades && pades.getDssDictionary() != null;
  }

  private static SignatureLevel level(SignatureWrapper signature) {
    return switch (signature.getSignatureFormat()) {
      case PAdES_BASELINE_T -> SignatureLevel.T;
      case PAdES_BASELINE_LT -> SignatureLevel.LT;
      case PAdES_BASELINE_LTA -> SignatureLevel.LTA;
      default -> SignatureLevel.B;
    };
  }

  /**
   * The library compares whole revisions by walking every path through the object graph, which
   * takes minutes in a tagged report; {@link PdfRevisions} compares each object once, and allows
   * less. The library still judges the signatures themselves.
   */
  private static ServiceLoaderPdfObjFactory factory() {
    ServiceLoaderPdfObjFactory factory = new ServiceLoaderPdfObjFactory();
    factory.setPdfObjectModificationsFinder((signed, whole) -> new PdfObjectModifications());
    factory.setPdfDifferencesFinder(new NoDifferences());
    return factory;
  }

  private static final class NoDifferences implements PdfDifferencesFinder {
    @Override
    public List<PdfModification> getAnnotationOverlaps(PdfDocumentReader reader) {
      return List.of();
    }

    @Override
    public boolean isAnnotationBoxOverlapping(AnnotationBox box, List<PdfAnnotation> others) {
      return false;
    }

    @Override
    public List<PdfModification> getPagesDifferences(
        PdfDocumentReader signed, PdfDocumentReader whole) {
      return List.of();
    }

    @Override
    public List<PdfModification> getVisualDifferences(
        PdfDocumentReader signed, PdfDocumentReader whole) {
      return List.of();
    }
  }
}
