package org.pgevidence.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.SealPlan;
import org.pgevidence.sign.KeyFolder;
import org.pgevidence.sign.Passphrase;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;
import org.pgevidence.sign.TrustFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that signs. */
final class SealOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "PKCS#12 file to sign with; default: the key that \"keys init\" made, else a demo"
              + " identity.")
  @Nullable Path key;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the key's passphrase or the token's PIN; default: the"
              + " environment variable PGEVIDENCE_PASSPHRASE, else a prompt.")
  @Nullable Path passphraseFile;

  @Option(
      names = "--pkcs11",
      paramLabel = "LIBRARY",
      description = "Sign with a token: its PKCS#11 library.")
  @Nullable Path library;

  @Option(
      names = "--slot",
      paramLabel = "N",
      defaultValue = "0",
      description = "Index of the token among the library's slots; default ${DEFAULT-VALUE}.")
  int slot;

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "RFC 3161 timestamp authority; makes level T the default.")
  @Nullable URI authority;

  @Option(
      names = "--tsa-policy",
      paramLabel = "OID",
      description = "Policy that the timestamp authority must stamp under.")
  @Nullable String policy;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "PAdES level: ${COMPLETION-CANDIDATES}; one not reached is stated (exit code 3).")
  @Nullable SignatureLevel level;

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description = "Root, intermediate certificates and revocation lists for the signing chain.")
  @Nullable Path ca;

  /** Opens the key of a role; the caller closes it. */
  SealPlan plan(String role) {
    if (authority != null
        && !List.of("http", "https").contains(String.valueOf(authority.getScheme()))) {
      throw UserFault.usage("--tsa " + authority + " is no http or https address.");
    }
    if (policy != null && !policy.matches("[0-2](\\.(0|[1-9][0-9]{0,9})){2,30}")) {
      throw UserFault.usage(
          "--tsa-policy " + policy + " is no object identifier, such as 1.3.6.1.4.1.4146.2.3.");
    }
    SignatureLevel asked =
        level != null ? level : authority != null ? SignatureLevel.T : SignatureLevel.B;
    return new SealPlan(
        open(role).requireFit(Instant.now()),
        asked,
        Optional.ofNullable(authority),
        Optional.ofNullable(policy),
        trust());
  }

  /** Whether opening the key of a role asks for a passphrase or a PIN. */
  boolean asks(String role) {
    return library != null || key != null || Files.exists(KeyFolder.ofUser().keyOf(role));
  }

  private SigningKey open(String role) {
    Optional<Path> file = Optional.ofNullable(passphraseFile);
    file.ifPresent(this::warnIfOpen);
    if (library != null) {
      char[] pin = Passphrase.ask(file, "the token");
      return SigningKey.pkcs11(
          library, slot, pin, ca == null ? List.of() : TrustFile.read(ca).roots());
    }
    Path own = KeyFolder.ofUser().keyOf(role);
    if (key == null && !Files.exists(own)) {
      return SigningKey.demo(role, Instant.now());
    }
    Path chosen = key != null ? key : own;
    if (!Files.isReadable(chosen)) {
      throw UserFault.usage(
          "The key " + chosen + " could not be read: it is missing or not yours.");
    }
    warnIfOpen(chosen);
    return SigningKey.pkcs12(chosen, Passphrase.ask(file, chosen.toString()));
  }

  /** A key that others may read still signs: its passphrase guards it, and it may be theirs. */
  private void warnIfOpen(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      String mode = PosixFilePermissions.toString(rights);
      if (rights.contains(PosixFilePermission.GROUP_READ)
          || rights.contains(PosixFilePermission.OTHERS_READ)) {
        spec.commandLine()
            .getErr()
            .println(file + " may be read by others (" + mode + "); run: chmod 600 " + file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // that it cannot be read is said when it is opened
    }
  }

  private Trust trust() {
    KeyFolder keys = KeyFolder.ofUser();
    List<Trust> parts = new ArrayList<>();
    if (ca != null) {
      parts.add(TrustFile.read(ca));
    }
    if (Files.exists(keys.root()) && Files.exists(keys.revocationList())) {
      parts.add(TrustFile.read(keys.root()).with(TrustFile.revocationLists(keys.revocationList())));
    }
    return new Trust(
        parts.stream().flatMap(part -> part.roots().stream()).toList(),
        parts.stream().flatMap(part -> part.revocationLists().stream()).toList());
  }
}
