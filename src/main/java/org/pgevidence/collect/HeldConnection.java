package org.pgevidence.collect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A connection whose transaction goes on after the collector has read in it. */
final class HeldConnection {
  private HeldConnection() {}

  /** The connection as the collector sees it: closing it does nothing. */
  static Connection of(Connection held) {
    return (Connection)
        Proxy.newProxyInstance(
            HeldConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(held, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }
}
