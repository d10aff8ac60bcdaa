package org.pgevidence.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.ReaderRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the SQL of the least-privileged role. */
@Command(
    name = "reader-role",
    mixinStandardHelpOptions = true,
    description =
        "Prints the SQL of the least-privileged role for collect, and what each missing right would cost.",
    footer = {"", "Example:", "  pgevidence reader-role | psql -X -d orders"})
final class ReaderRoleCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().getOut().print(ReaderRole.script());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
