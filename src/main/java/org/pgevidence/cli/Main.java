package org.pgevidence.cli;

/** Entry point. */
public final class Main {
  private Main() {}

  /** Runs the command named by {@code args}. */
  public static void main(String[] args) {
    System.out.println("pgevidence");
  }
}
