package org.pgevidence.cli;

import org.pgevidence.fact.ToolVersion;
import picocli.CommandLine.IVersionProvider;

/** Prints the program's version for {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"pgevidence " + ToolVersion.current()};
  }
}
