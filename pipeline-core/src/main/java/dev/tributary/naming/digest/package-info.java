/**
 * dlt's digests of names and records: canonical JSON, whose bytes are those of Python's, and SHAKE-128 of them. Start at
 * {@code Digest128}. Depends on nothing.
 */
@NullMarked
package dev.tributary.naming.digest;

import org.jspecify.annotations.NullMarked;
