package org.pgevidence.hba;

import java.util.Optional;
import org.pgevidence.collect.hba.IpAddress;

/**
 * One attempt to connect.
 *
 * @param user role name as the client sends it
 * @param database as the client sends it; ignored for physical replication
 * @param isReplication physical replication; logical replication names a database instead
 * @param address of the client; empty for the Unix socket
 * @param encryption PLAIN for the socket
 */
public record Attempt(
    String user,
    String database,
    boolean isReplication,
    Optional<IpAddress> address,
    Encryption encryption) {}
