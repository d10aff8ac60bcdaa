/** Tries repairs on a server inside transactions that are rolled back. */
@NullMarked
package org.pgevidence.prove;

import org.jspecify.annotations.NullMarked;
