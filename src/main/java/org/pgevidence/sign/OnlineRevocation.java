package org.pgevidence.sign;

import eu.europa.esig.dss.model.x509.revocation.crl.CRL;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.x509.revocation.RevocationSource;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Revocation lists and OCSP answers over HTTP while signing at level LT or LTA. */
final class OnlineRevocation {
  private final Web web;
  private final Set<String> faults = new TreeSet<>();

  OnlineRevocation(Web web) {
    this.web = web;
  }

  /** Asks the lists at hand first, then those that certificates name. */
  RevocationSource<CRL> lists(Trust trust) {
    RevocationSource<CRL> online = new OnlineCRLSource(new Loader(this));
    if (trust.revocationLists().isEmpty()) {
      return online;
    }
    RevocationSource<CRL> own = RevocationLists.of(trust);
    return (certificate, issuer) -> {
      @Nullable RevocationToken<CRL> token = own.getRevocationToken(certificate, issuer);
      return token != null ? token : online.getRevocationToken(certificate, issuer);
    };
  }

  OnlineOCSPSource ocsp() {
    return new OnlineOCSPSource(new Loader(this));
  }

  /** Whom we asked in vain, each a clause with the address; sorted. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private byte[] load(String address, byte @Nullable [] query) {
    try {
      URI uri = URI.create(address);
      return query == null
          ? web.get(uri)
          : web.post(uri, query, "application/ocsp-request", "application/ocsp-response");
    } catch (IOException | IllegalArgumentException e) {
      faults.add(address + ": " + e.getMessage());
      throw new DSSExternalResourceException(address + ": " + e.getMessage(), e);
    }
  }

  private static final class Loader implements DataLoader {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the library never serializes it
    private final OnlineRevocation online;

    Loader(OnlineRevocation online) {
      this.online = online;
    }

    @Override
    public byte[] get(String address) {
      return online.load(address, null);
    }

    @Override
    public DataAndUrl get(List<String> addresses) {
      DSSExternalResourceException last = new DSSExternalResourceException("no address is named");
      for (String address : addresses) {
        try {
          return new DataAndUrl(address, get(address));
        } catch (DSSExternalResourceException e) {
          last = e;
        }
      }
      throw last;
    }

    @Override
    public byte[] post(String address, byte[] body) {
      return online.load(address, body);
    }

    @Override
    public void setContentType(String type) {
      // Each kind of question has its own.
    }
  }
}
