/**
 * Settings from arguments, the environment and TOML files, in one order, with dlt's keys. Start at {@code Settings};
 * {@code KnownSettings} is the list of keys, from which the reference page is made. Depends on errors.
 */
@NullMarked
package dev.tributary.config;

import org.jspecify.annotations.NullMarked;
