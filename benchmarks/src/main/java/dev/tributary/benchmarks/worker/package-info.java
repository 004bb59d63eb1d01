/**
 * Processes that are measured. {@code Worker} is a JVM that stays and does one task after the other, so that two of them can
 * take turns while both are warm; {@code Cold} is a process from its start to its end.
 */
@NullMarked
package dev.tributary.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
