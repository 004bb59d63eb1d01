/**
 * Which type a value has, and how a value of one type becomes one of another, by dlt's rules. Pure functions. Start at
 * {@code Inference} for Java values, at {@code Coercion} for a column whose type is given; {@code time} reads times. Depends on
 * schema, naming and errors only.
 *
 * <p>The canonical form of a value of each type: BIGINT {@code Long}, or {@code BigInteger} beyond 64 bits; DOUBLE {@code
 * Double}; BOOL {@code Boolean}; TIMESTAMP {@code Long}, microseconds since 1970 in UTC; DATE {@code Long}, days since
 * 1970; TIME {@code Long}, microseconds since midnight in UTC; DECIMAL and WEI {@code BigDecimal}; BINARY {@code byte[]};
 * TEXT {@code String}; JSON {@code String}, compact.
 */
@NullMarked
package dev.tributary.coerce;

import org.jspecify.annotations.NullMarked;
