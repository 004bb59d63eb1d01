/**
 * Settings from arguments, the environment and TOML files, in one order. Start at {@code Settings}. Depends on errors.
 */
@NullMarked
package dev.tributary.config;

import org.jspecify.annotations.NullMarked;
