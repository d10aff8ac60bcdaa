/**
 * Readers of what backup tools and servers wrote: recognised by content, streamed in constant
 * memory, hashed in the same pass. They report; they never judge.
 */
@NullMarked
package org.pgevidence.collect.log;

import org.jspecify.annotations.NullMarked;
