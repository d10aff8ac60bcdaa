package org.pgevidence.collect.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.pgevidence.fact.UserFault;

/**
 * Opens connections to the databases of one target. A password is asked for on the terminal when
 * the server wants one and none is known.
 */
public final class Connector {
  private static final String NO_PASSWORD_GIVEN = "08004";

  /** Held, since levels of loggers that nobody holds are forgotten. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF); // what it would log is in the exception as well
  }

  /** Of 4,096 that a password takes: enough for the compiler. */
  private static final int ROUNDS = 1_000;

  private Target target;

  /** A connector for one target. */
  public Connector(Target target) {
    this.target = target;
  }

  /**
   * Begins what the first connection of a process pays for, on a thread of its own: the tables of
   * the curve P-256 for TLS, and code for SCRAM that is compiled by the time it is needed. Nothing
   * depends on it; what cannot be done here is told by the connection.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("connection preparation").start(Connector::calculate);
  }

  private static void calculate() {
    try {
      KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
      curve.initialize(new ECGenParameterSpec("secp256r1"));
      curve.generateKeyPair();
      SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec("scram".toCharArray(), new byte[16], ROUNDS, 256));
    } catch (GeneralSecurityException e) {
      DRIVER.log(Level.FINE, "nothing was prepared", e);
    }
  }

  /** The target. */
  public Target target() {
    return target;
  }

  /**
   * A new connection, without auto-commit. Throws UserFault (exit code 5) with one sentence that
   * says what stood in the way.
   */
  public Connection open(String database) {
    try {
      return connect(database);
    } catch (SQLException e) {
      if (NO_PASSWORD_GIVEN.equals(e.getSQLState()) && target.password().isEmpty()) {
        Optional<String> asked = ask();
        if (asked.isPresent()) {
          target = target.withPassword(asked.get());
          return open(database);
        }
      }
      throw ConnectionFault.explain(target, database, e);
    }
  }

  /**
   * As {@link #open}, but hands the server's own refusal on, for a database that may be skipped.
   */
  public Connection openFurther(String database) throws SQLException {
    return connect(database);
  }

  private Connection connect(String database) throws SQLException {
    Connection connection = new org.postgresql.Driver().connect(url(database), properties());
    if (connection == null) {
      throw new IllegalStateException("the driver did not take its own URL");
    }
    return connection;
  }

  @SuppressWarnings("SystemConsoleNull") // the nullness checker still takes it for nullable
  private static Optional<String> ask(Target target) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("Password of %s at %s: ", target.user(), target.address());
    return typed == null ? Optional.empty() : Optional.of(new String(typed));
  }

  private Optional<String> ask() {
    return ask(target);
  }

  private String url(String database) {
    String host = target.isSocket() ? "localhost" : target.host();
    String name = java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
    return "jdbc:postgresql://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + target.port()
        + "/"
        + name;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("user", target.user());
    target.password().ifPresent(password -> properties.put("password", password));
    properties.put("ApplicationName", "pgevidence");
    properties.put("connectTimeout", target.parameters().getOrDefault("connect_timeout", "10"));
    properties.put("loginTimeout", "30");
    properties.put("tcpKeepAlive", "true");
    properties.put("assumeMinServerVersion", "13");
    properties.put("prepareThreshold", "0");
    properties.put("autosave", "always");
    properties.put("gssEncMode", target.parameters().getOrDefault("gssencmode", "disable"));
    copy("channel_binding", "channelBinding", properties);
    copy("options", "options", properties);
    if (target.isSocket()) {
      properties.put("socketFactory", "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg");
      properties.put("socketFactoryArg", target.socketFile());
    }
    encrypt(properties);
    return properties;
  }

  /**
   * Certificates are checked against sslrootcert, else ~/.postgresql/root.crt as in libpq, else the
   * authorities that the Java runtime trusts (also with sslrootcert=system).
   */
  private void encrypt(Properties properties) {
    properties.put("sslmode", target.sslMode());
    copy("sslcert", "sslcert", properties);
    copy("sslkey", "sslkey", properties);
    if (!target.sslMode().startsWith("verify")) {
      return;
    }
    String root = target.parameters().getOrDefault("sslrootcert", "");
    Path usual = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    if (root.equals("system") || (root.isEmpty() && !Files.exists(usual))) {
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else if (!root.isEmpty()) {
      if (!Files.isReadable(Path.of(root))) {
        throw UserFault.usage(
            "The root certificate "
                + root
                + " could not be read. Name a readable PEM file with sslrootcert.");
      }
      properties.put("sslrootcert", root);
    }
  }

  private void copy(String keyword, String property, Properties properties) {
    String value = target.parameters().get(keyword);
    if (value != null) {
      properties.put(property, value);
    }
  }
}
