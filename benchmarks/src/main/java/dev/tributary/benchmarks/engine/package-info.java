/**
 * Tributary as it is measured: {@code Engine} is the worker, {@code Normalization} what a run does up to the load,
 * {@code Trips} records and maps that are in memory already.
 */
@NullMarked
package dev.tributary.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
