package org.pgevidence.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for servers on the loopback addresses. */
public final class FreePort {
  private static final int TRIES = 1_000;

  private FreePort() {}

  /**
   * A port that is free at 127.0.0.1 and, where there is one, at ::1. It lies below those that
   * systems give to outgoing connections, so that none takes it before the server does.
   */
  public static int find() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      if (isFree("127.0.0.1", port) && isFree("::1", port)) {
        return port;
      }
    }
    throw new IOException("none of " + TRIES + " ports between 10000 and 32767 is free");
  }

  private static boolean isFree(String address, int port) throws IOException {
    InetAddress loopback = InetAddress.getByName(address);
    if (NetworkInterface.getByInetAddress(loopback) == null) {
      return true;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, loopback)) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }
}
