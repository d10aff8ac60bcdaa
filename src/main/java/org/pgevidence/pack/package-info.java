/**
 * Evidence packs: made in one atomic step, linked to the pack before, approved by folders that are
 * added later, and verified by nothing but themselves and the roots that the reader trusts.
 */
@NullMarked
package org.pgevidence.pack;

import org.jspecify.annotations.NullMarked;
