package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.CertificateRequest;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.Identity;
import org.pgevidence.sign.KeyFolder;
import org.pgevidence.sign.KeyType;
import org.pgevidence.sign.Passphrase;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.TrustFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The user's signing keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description =
        "Makes and shows signing keys, kept encrypted in ~/.config/pgevidence (or XDG_CONFIG_HOME).",
    footer = {
      "",
      "Examples:",
      "  pgevidence keys init --organisation 'Orders Ltd' --name 'Olga Operator'",
      "  pgevidence keys init --as reviewer --name 'Rita Reviewer'",
      "  pgevidence keys show"
    })
final class KeysCommand {
  private static final List<String> ROLES = List.of("signer", "reviewer", "approver", "auditor");

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description =
          "File whose first line is the passphrase; else PGEVIDENCE_PASSPHRASE or a prompt.")
  @Nullable Path passphraseFile;

  /** Makes a key, and the local authority where there is none. */
  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Makes a key and its certificate under a local authority.",
      footer = {
        "",
        "Examples:",
        "  pgevidence keys init --organisation 'Orders Ltd' --name 'Olga Operator'",
        "  pgevidence keys init --as reviewer --name 'Rita Reviewer' --type RSA"
      })
  int init(
      @Option(
              names = "--as",
              paramLabel = "ROLE",
              defaultValue = "signer",
              description = "signer, reviewer, approver or auditor; default ${DEFAULT-VALUE}.")
          String role,
      @Option(
              names = "--organisation",
              paramLabel = "NAME",
              defaultValue = "",
              description = "Organisation in the certificate.")
          String organisation,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              defaultValue = "",
              description = "Name in the certificate; default: the user's, with the role.")
          String name,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              defaultValue = "EC",
              description = "EC or RSA; default ${DEFAULT-VALUE}.")
          KeyType type) {
    if (!ROLES.contains(role)) {
      throw UserFault.usage("There is no role \"" + role + "\"; name one of " + ROLES + ".");
    }
    KeyFolder keys = KeyFolder.ofUser();
    String person = name.isEmpty() ? System.getProperty("user.name") + " (" + role + ")" : name;
    char[] passphrase =
        Passphrase.choose(Optional.ofNullable(passphraseFile), keys.keyOf(role).toString());
    Identity identity = keys.create(role, organisation, person, type, passphrase);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Key of " + Chains.subject(identity.certificate()) + " written to " + keys.keyOf(role));
    root(out, keys);
    return 0;
  }

  private static void root(PrintWriter out, KeyFolder keys) {
    X509Certificate root = TrustFile.read(keys.root()).roots().getFirst();
    out.println(
        "Root certificate: " + keys.root() + " (give this file to the readers of your packs)");
    out.println("  " + Chains.subject(root) + ", valid until " + root.getNotAfter().toInstant());
    out.println("  SHA-256 " + Chains.fingerprint(root));
    out.println("Tell readers this fingerprint by another channel than the packs.");
  }

  /** Shows the root's fingerprint and which keys there are. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the root certificate's fingerprint and the keys.",
      footer = {"", "Example:", "  pgevidence keys show"})
  int show() {
    KeyFolder keys = KeyFolder.ofUser();
    if (!Files.exists(keys.root())) {
      throw UserFault.usage(
          "There are no keys in " + keys.directory() + ". Make some with: pgevidence keys init");
    }
    PrintWriter out = spec.commandLine().getOut();
    root(out, keys);
    for (String role : ROLES) {
      out.println(
          "  "
              + role
              + ": "
              + (Files.exists(keys.keyOf(role)) ? keys.keyOf(role).toString() : "none"));
    }
    return 0;
  }

  /** Prints a certificate request for a key, to have it certified elsewhere. */
  @Command(
      name = "csr",
      mixinStandardHelpOptions = true,
      description = "Prints a certificate request (PKCS#10) for a key, for your own authority.",
      footer = {"", "Example:", "  pgevidence keys csr --as signer > signer.csr"})
  int csr(
      @Option(
              names = "--as",
              paramLabel = "ROLE",
              defaultValue = "signer",
              description = "signer, reviewer, approver or auditor; default ${DEFAULT-VALUE}.")
          String role) {
    Path file = KeyFolder.ofUser().keyOf(role);
    if (!Files.exists(file)) {
      throw UserFault.usage("There is no key " + file + ". Make it with: pgevidence keys init");
    }
    try (SigningKey key =
        SigningKey.pkcs12(
            file, Passphrase.ask(Optional.ofNullable(passphraseFile), file.toString()))) {
      spec.commandLine().getOut().print(CertificateRequest.pem(key));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
