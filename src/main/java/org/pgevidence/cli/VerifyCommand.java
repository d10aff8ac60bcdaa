package org.pgevidence.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.pack.PackVerifier;
import org.pgevidence.pack.VerifyReport;
import org.pgevidence.sign.Trust;
import org.pgevidence.sign.TrustFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a pack from its own files, offline. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Verifies a pack: signatures, digests, approvals, links, and all checks run again. Offline.",
    footer = {
      "",
      "Exit codes: 0 valid, 3 intact but the signer is not verified, 4 not intact, 2 no pack.",
      "",
      "Examples:",
      "  pgevidence verify evidence/orders-prod/2026-11-22T16-22-31Z",
      "  pgevidence verify PACK --trust root.pem --chain evidence --json"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "PACK", description = "Folder of a pack.")
  @SuppressWarnings("NullAway.Init")
  Path pack;

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "Root certificates that you trust, and revocation lists.")
  @Nullable Path trust;

  @Option(
      names = "--chain",
      paramLabel = "DIR",
      description = "Folder of all packs: every link back to the first must be there.")
  @Nullable Path chain;

  @Option(names = "--json", description = "Print JSON.")
  boolean isJson;

  @Override
  public Integer call() {
    Trust roots = trust == null ? Trust.none() : TrustFile.read(trust);
    VerifyReport report =
        new PackVerifier(roots, trust != null, Optional.ofNullable(chain)).verify(pack);
    spec.commandLine().getOut().print(isJson ? report.toJson() : report.toText());
    spec.commandLine().getOut().flush();
    return report.exitCode();
  }
}
