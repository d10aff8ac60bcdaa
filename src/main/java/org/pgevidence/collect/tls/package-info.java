/**
 * Proves by real handshakes what the server's TLS endpoint accepts and presents. Each probe is one
 * short connection, one after the other; on the server a refused probe leaves a line in the log
 * ("could not accept SSL connection", "no pg_hba.conf entry", "incomplete startup packet").
 */
@NullMarked
package org.pgevidence.collect.tls;

import org.jspecify.annotations.NullMarked;
