/**
 * The catalogue: checks, controls and frameworks as data, and the context that the user declares.
 */
@NullMarked
package org.pgevidence.control;

import org.jspecify.annotations.NullMarked;
