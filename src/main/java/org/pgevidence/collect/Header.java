package org.pgevidence.collect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.ToolVersion;

/**
 * What the snapshot says about its own run: the row of table snapshot and the head of
 * snapshot.json.
 */
record Header(CollectRequest request, Reader reader, String systemIdentifier, String collectedAt) {
  /** Writes the row. */
  void write(SnapshotWriter writer) throws IOException {
    writer
        .table("snapshot")
        .row(
            1,
            request.system(),
            collectedAt,
            Clock.now(),
            reader.serverClockAt(),
            ToolVersion.current(),
            osUser(),
            host(),
            reader.role(),
            request.target().address());
  }

  /** The head of snapshot.json, with the program's digest. */
  Map<String, @Nullable Object> json(Optional<String> program) {
    Map<String, @Nullable Object> tool = new LinkedHashMap<>();
    tool.put("name", "pgevidence");
    tool.put("version", ToolVersion.current());
    tool.put("sha256", program.orElse(null));
    Map<String, @Nullable Object> server = new LinkedHashMap<>();
    server.put("address", request.target().address());
    server.put("system_identifier", systemIdentifier.isEmpty() ? null : systemIdentifier);
    server.put("state", reader.isInRecovery() ? "standby" : "primary");
    server.put("role", reader.role());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("system", request.system());
    json.put("collected_at", collectedAt);
    json.put("tool", tool);
    json.put("os_user", osUser());
    json.put("host", host());
    json.put("server", server);
    return json;
  }

  private static String osUser() {
    return System.getProperty("user.name", "unknown");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** SHA-256 of the program's jar; empty when it runs from a folder of classes. */
  static Optional<String> programDigest() {
    try {
      Path jar = Path.of(Header.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(jar) ? Optional.of(Digest.hex(jar)) : Optional.empty();
    } catch (IOException | java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }
}
