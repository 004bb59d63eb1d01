/**
 * Athena on loopback: its operations, each checked against the service model (2017-05-18) and answered from the lake. Start
 * at {@link dev.tributary.lake.athena.AthenaEndpoint}. The packages below hold executions, results, what is kept in the
 * lake's folder, and what the text of a statement tells; none of them knows an operation.
 */
@NullMarked
package dev.tributary.lake.athena;

import org.jspecify.annotations.NullMarked;
