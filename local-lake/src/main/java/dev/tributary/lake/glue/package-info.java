/**
 * The Glue Data Catalog over HTTP (AWS JSON 1.1), kept as JSON files in a folder.
 *
 * <p>Start at {@link dev.tributary.lake.glue.GlueEndpoint}. A request passes the {@code Signature}, is checked against the
 * {@code Shape} of its {@code Operation} ({@code Shapes} are the limits of the service model), and is done by one of the
 * {@code …Actions} on the {@code Catalog}. Every change takes the lock of the folder; nothing is cached, so processes that
 * share the folder see each other's changes at once. May depend on {@code disk}.
 */
@NullMarked
package dev.tributary.lake.glue;

import org.jspecify.annotations.NullMarked;
