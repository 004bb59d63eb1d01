/**
 * HTTPS before the endpoints, for clients that refuse anything else, such as Athena's JDBC driver. Start at {@link
 * dev.tributary.lake.tls.TlsFront}. It knows no service: bytes go through as they are.
 */
@NullMarked
package dev.tributary.lake.tls;

import org.jspecify.annotations.NullMarked;
