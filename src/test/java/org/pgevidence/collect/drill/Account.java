package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs real programs as user postgres when the tests run as root, else as the tests' own user. */
final class Account {
  /** What a program returned and printed. */
  record Output(int code, String out, String errors) {
    String all() {
      return out + errors;
    }
  }

  static final boolean IS_ROOT = isRoot();

  /** Name of the user that programs run as. */
  static final String NAME = IS_ROOT ? "postgres" : System.getProperty("user.name");

  private Account() {}

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0)
          .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Options of drill that name the user. */
  static List<String> runAs() {
    return IS_ROOT ? List.of("--run-as", "postgres") : List.of();
  }

  static Path own(Path path) throws IOException {
    if (IS_ROOT) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName("postgres"));
    }
    return path;
  }

  static Output run(Path folder, String... command) throws IOException {
    List<String> whole = new ArrayList<>();
    if (IS_ROOT) {
      whole.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"));
    }
    whole.addAll(List.of(command));
    Path out = Files.createTempFile("pgevidence-test", ".out");
    Path errors = Files.createTempFile("pgevidence-test", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
      builder.redirectOutput(out.toFile()).redirectError(errors.toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("HOME", folder.toString());
      int code = builder.start().waitFor();
      return new Output(
          code,
          new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
          new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.delete(out);
      Files.delete(errors);
    }
  }

  /** Runs a program that must succeed; its output. */
  static String must(Path folder, String... command) throws IOException {

    Output output = run(folder, command);
    assertEquals(0, output.code(), String.join(" ", command) + "\n" + output.all());
    return output.out();
  }
}
