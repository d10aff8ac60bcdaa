/**
 * The timeline of backups: what logs and lists of tools say, merged into runs, chains, gaps,
 * windows of recoverability and measured restores. Pure functions of facts; nothing is believed
 * twice.
 */
@NullMarked
package org.pgevidence.backup;

import org.jspecify.annotations.NullMarked;
