import java.nio.file.Files;
import java.nio.file.Path;
import org.pgevidence.demo.EmbeddedPostgres;

/**
 * Keeps a server for the big estate running: {@code BigServer MAJOR FOLDER} writes the file {@code
 * port} into the folder and ends with its standard input.
 */
final class BigServer {
  private BigServer() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.major(Integer.parseInt(args[0]))
            .setting("max_locks_per_transaction", "512")
            .setting("shared_buffers", "512MB")
            .setting("full_page_writes", "off")
            .setting("max_wal_size", "8GB")
            .setting("autovacuum", "off")
            .start()) {
      server.execute("postgres", "create database estate");
      Path folder = Path.of(args[1]);
      Path port = folder.resolve("port.partial");
      Files.writeString(port, Integer.toString(server.port()));
      Files.move(port, folder.resolve("port"));
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
