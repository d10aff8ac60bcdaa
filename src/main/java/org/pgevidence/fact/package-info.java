/**
 * Fact tables: their schema, the snapshot that holds them, provenance and gaps, and the SQLite
 * store they are judged in.
 */
@NullMarked
package org.pgevidence.fact;

import org.jspecify.annotations.NullMarked;
