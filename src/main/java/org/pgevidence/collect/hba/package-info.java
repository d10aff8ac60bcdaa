/**
 * Reads pg_hba.conf and pg_ident.conf as the server of a given major reads them: from bytes to
 * rows, with quoting kept, comments dropped and secrets left out. Pure but for {@link
 * org.pgevidence.collect.hba.ServerFiles}.
 */
@NullMarked
package org.pgevidence.collect.hba;

import org.jspecify.annotations.NullMarked;
