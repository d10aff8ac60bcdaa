/**
 * Redaction of facts and context, before they are judged: names, addresses, hosts, paths and texts
 * become pseudonyms that the company can prove one by one.
 */
@NullMarked
package org.pgevidence.redact;

import org.jspecify.annotations.NullMarked;
