package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the demo estate running for measurements by hand: {@code DemoServer FOLDER} writes the
 * context, the backup log, a password file and the port into the folder and ends with its standard
 * input.
 */
public final class DemoServer {
  private DemoServer() {}

  /** Runs until standard input ends. The file {@code port} is written last. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (DemoEstate estate = DemoEstate.start()) {
      estate.writeContext(folder.resolve("context"));
      Path log = estate.writeBackupLog(folder.resolve("backup"));
      Files.writeString(folder.resolve("backup-log"), log.toString());
      Files.writeString(folder.resolve("pgpass"), "*:*:*:postgres:" + estate.password() + "\n");
      Files.setPosixFilePermissions(
          folder.resolve("pgpass"),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      Path port = folder.resolve("port.partial");
      Files.writeString(port, Integer.toString(estate.port()));
      Files.move(port, folder.resolve("port"));
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
