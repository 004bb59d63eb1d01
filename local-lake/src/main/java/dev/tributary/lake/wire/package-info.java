/**
 * The wire of an AWS service that speaks JSON 1.1: an HTTP server on loopback, the signature of a request, what the service
 * model says of its members, and errors. Start at {@link dev.tributary.lake.wire.JsonEndpoint}; the services are elsewhere.
 */
@NullMarked
package dev.tributary.lake.wire;

import org.jspecify.annotations.NullMarked;
