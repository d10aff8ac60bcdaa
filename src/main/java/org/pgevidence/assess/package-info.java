/** Judges facts by the catalogue: verdicts, findings, waivers. */
@NullMarked
package org.pgevidence.assess;

import org.jspecify.annotations.NullMarked;
