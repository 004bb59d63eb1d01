/**
 * The AWS clients of a session: one for S3 and one for Glue, with retries and with a count of the requests they send, shared
 * with Iceberg. Start at {@code AwsClients}. Depends on the AWS SDK and the errors only.
 */
@NullMarked
package dev.tributary.athena.client;

import org.jspecify.annotations.NullMarked;
