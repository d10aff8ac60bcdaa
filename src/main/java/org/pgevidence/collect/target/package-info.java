/**
 * Which server to connect to, and how: connection strings, service and password files, TLS,
 * sockets.
 */
@NullMarked
package org.pgevidence.collect.target;

import org.jspecify.annotations.NullMarked;
