/**
 * What the endpoint keeps in the lake's folder, shared by all processes that have it open: executions, workgroups, prepared
 * statements, saved queries and tags, each a JSON file that is replaced as a whole. Start at {@link
 * dev.tributary.lake.athena.store.Documents}.
 */
@NullMarked
package dev.tributary.lake.athena.store;

import org.jspecify.annotations.NullMarked;
