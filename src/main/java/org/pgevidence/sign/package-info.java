/**
 * Keys, certificates and signatures: CMS over the manifest, PAdES in the PDF, RFC 3161 timestamps,
 * and the strict verification of all of them.
 */
@NullMarked
package org.pgevidence.sign;

import org.jspecify.annotations.NullMarked;
