/**
 * A project's folder and its pipelines: which there are, which a command means, how they work by the settings, and
 * {@code pipeline init}. Start at {@code Projects} and {@code Pipelines}. It sees {@code lake} and {@code terminal}.
 */
@NullMarked
package dev.tributary.cli.project;

import org.jspecify.annotations.NullMarked;
