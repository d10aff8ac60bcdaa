package org.pgevidence.collect.target;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;

/**
 * Says in one sentence why a connection could not be made or broke, and what to do (exit code 5).
 */
public final class ConnectionFault {
  private ConnectionFault() {}

  /** Why a connection was not made. */
  public static UserFault explain(Target target, String database, SQLException fault) {
    String what =
        "Could not connect to "
            + target.address()
            + ", database "
            + database
            + ", as "
            + target.user()
            + ": ";
    return UserFault.io(what + cause(target, fault), fault);
  }

  /** Why a connection broke while facts were read. */
  public static UserFault broken(Target target, String what, SQLException fault) {
    return UserFault.io(
        "The connection to "
            + target.address()
            + " broke while reading "
            + what
            + ": "
            + sentence(fault.getMessage())
            + " No snapshot was written. See the server's log, and collect again.",
        fault);
  }

  /** Whether the connection is lost: class 08, a shutdown, a crash, a terminated session. */
  public static boolean isBroken(SQLException fault) {
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    return state.startsWith("08") || state.startsWith("57P") || state.startsWith("25P03");
  }

  /**
   * Whether a refused further connection means that the server is gone, not that this database is
   * closed.
   */
  public static boolean isLost(SQLException fault) {
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** The server's own words for a refusal, in one line. */
  public static String reason(SQLException fault) {
    return server(fault).lines().findFirst().orElse("refused");
  }

  private static String cause(Target target, SQLException fault) {
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    if (find(fault, UnknownHostException.class)) {
      return "the host name does not resolve. Correct the host.";
    }
    if (target.isSocket() && !Files.exists(Path.of(target.socketFile()))) {
      return "there is no such socket. Start the server, or correct the folder and the port.";
    }
    if (find(fault, ConnectException.class)) {
      return "nothing listens there. Start the server, or correct the host and the port.";
    }
    if (find(fault, SocketTimeoutException.class)) {
      return "no answer in time. See that a firewall lets you through, or raise connect_timeout.";
    }
    if (find(fault, CertPathValidatorException.class) || find(fault, CertificateException.class)) {
      return "its certificate is not trusted ("
          + deepest(fault)
          + "). Name the authority's certificate with sslrootcert.";
    }
    if (find(fault, SSLException.class) || message(fault).contains("hostname")) {
      return "TLS was refused ("
          + sentence(deepest(fault))
          + ") The target has sslmode="
          + target.sslMode()
          + "; see that the certificate names this host.";
    }
    if (message(fault).contains("does not support SSL")) {
      return "the server offers no TLS, and the target has sslmode="
          + target.sslMode()
          + ". Switch ssl on at the server, or give sslmode=disable if you accept an unencrypted line.";
    }
    return switch (state) {
      case "28P01" -> "the password is wrong. Correct .pgpass, the service file or PGPASSWORD.";
      case "28000" -> sentence(server(fault)) + " Add a rule to pg_hba.conf, or correct the role.";
      case "3D000" -> "there is no such database. Name another with dbname.";
      case "42501" -> sentence(server(fault)) + " Grant CONNECT on the database to the role.";
      case "53300" -> "all connections are in use. Collect later, or raise max_connections.";
      case "57P03" -> "the server is starting up or shutting down. Collect later.";
      case "08004" ->
          message(fault).contains("no password was provided")
              ? "the server wants a password and none was found. Put it into .pgpass, the service file or PGPASSWORD."
              : sentence(message(fault)) + " Correct the target.";
      default -> sentence(deepest(fault)) + " Correct the target, or see the server's log.";
    };
  }

  private static String server(SQLException fault) {
    return message(fault).replaceFirst("^FATAL: ", "");
  }

  private static String message(Throwable fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private static String deepest(Throwable fault) {
    Throwable at = fault;
    while (at.getCause() != null && !(at.getCause() instanceof EOFException)) {
      at = at.getCause();
    }
    return message(at);
  }

  private static String sentence(@Nullable String text) {
    String line = text == null ? "no reason given" : text.lines().findFirst().orElse("").strip();
    return line.endsWith(".") ? line : line + ".";
  }

  private static boolean find(Throwable fault, Class<? extends Throwable> type) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
