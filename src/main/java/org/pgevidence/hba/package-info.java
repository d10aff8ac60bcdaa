/**
 * Who may connect, from where and how protected: rules of pg_hba.conf judged over all connections
 * (first match wins) and for single ones, with the reason. Pure functions of facts.
 */
@NullMarked
package org.pgevidence.hba;

import org.jspecify.annotations.NullMarked;
