package org.pgevidence.fact;

/**
 * A fault that the user can mend: its message alone is printed, never a stack trace. Anything else
 * that is thrown is a bug.
 *
 * <p>The message is one sentence: what was tried, what was met, what to do. Several faults of one
 * file stand on lines of their own.
 */
public final class UserFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is; decides the exit code of the program. */
  public enum Kind {
    /** Usage, configuration or catalogue: exit code 2. */
    USAGE(2),
    /** Could not connect or write: exit code 5. */
    IO(5),
    /** A signature, digest or re-performance did not agree: exit code 4. */
    VERIFICATION(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** Exit code of the process. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  /** A fault of {@code kind} with its whole sentence. */
  public UserFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** A fault of {@code kind} with its whole sentence and what caused it. */
  public UserFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Shorthand for {@link Kind#USAGE}. */
  public static UserFault usage(String message) {
    return new UserFault(Kind.USAGE, message);
  }

  /** Shorthand for {@link Kind#IO}. */
  public static UserFault io(String message, Throwable cause) {
    return new UserFault(Kind.IO, message, cause);
  }

  /** What kind of fault it is. */
  public Kind kind() {
    return kind;
  }
}
