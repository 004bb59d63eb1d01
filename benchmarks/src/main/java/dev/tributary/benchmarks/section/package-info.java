/**
 * The sections of the benchmark. Each measures one thing, alone on the machine, and keeps its raw figures as JSON; {@code
 * Bench} is what they share. {@code dev.tributary.benchmarks.report} makes a page of what is kept.
 */
@NullMarked
package dev.tributary.benchmarks.section;

import org.jspecify.annotations.NullMarked;
