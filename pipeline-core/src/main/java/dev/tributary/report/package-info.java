/**
 * What a run tells: its report, the plan of a run that is only tried, and the trace that each leaves, as values and as JSON.
 * Start at {@code RunReport}. It sees what the stages and a destination give back; only the façade sees it.
 */
@NullMarked
package dev.tributary.report;

import org.jspecify.annotations.NullMarked;
