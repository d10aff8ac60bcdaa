package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.Approvals;
import org.pgevidence.pack.SealPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a person's signature, or a fresh archival timestamp, to a sealed pack. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = "Adds an approval to a sealed pack as a folder under approvals/.",
    footer = {
      "",
      "Sealer, reviewer, approver and auditor need different keys and names.",
      "",
      "Examples:",
      "  pgevidence sign PACK --as reviewer --conclusion 'Findings confirmed with the DBA'",
      "  pgevidence sign PACK --renew --tsa http://tsa.example.com/"
    })
final class SignCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin SealOptions seal = new SealOptions();

  @Parameters(paramLabel = "PACK", description = "Folder of a pack.")
  @SuppressWarnings("NullAway.Init")
  Path pack;

  @Option(names = "--as", paramLabel = "ROLE", description = "reviewer, approver or auditor.")
  @Nullable Role role;

  @Option(names = "--renew", description = "Renew the archival timestamp (LTA); needs --tsa.")
  boolean isRenewal;

  @Option(
      names = "--conclusion",
      paramLabel = "TEXT",
      description = "What the signer states; stands in the signed statement.")
  @Nullable String conclusion;

  /** Who signs. */
  enum Role {
    REVIEWER,
    APPROVER,
    AUDITOR;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    if (isRenewal == (role != null) || (isRenewal && seal.authority == null)) {
      throw UserFault.usage("Name either --as ROLE, or --renew with --tsa URL.");
    }
    String word = role == null ? Approvals.RENEWAL : role.word();
    String states =
        conclusion != null ? conclusion : isRenewal ? "Archival timestamp renewed" : "No remarks";
    SealPlan plan = seal.plan(role == null ? "signer" : word);
    try (var _ = plan.key()) {
      Path folder = Approvals.add(pack, word, states, plan);
      PrintWriter print = spec.commandLine().getOut();
      print.println("Signed as " + word + " by " + plan.key().subject() + " in " + folder);
      if (plan.key().isDemo()) {
        print.println(
            "This is a demo identity and proves nobody. Make a key with: pgevidence keys init --as "
                + word);
      }
    }
    return 0;
  }
}
