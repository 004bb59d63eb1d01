/**
 * The state of a pipeline between its runs, in dlt's form. Start at {@code PipelineState}. Depends on errors and naming.
 */
@NullMarked
package dev.tributary.state;

import org.jspecify.annotations.NullMarked;
