/**
 * The S3 endpoint: S3Proxy over a folder, made safe for several processes.
 *
 * <p>Start at {@link dev.tributary.lake.s3.S3Endpoint}; {@code SharedBlobStore} is where objects are published. Objects lie
 * as plain files under {@code <bucket>/<key>}, their ETag and metadata in extended attributes. May depend on {@code disk}.
 */
@NullMarked
package dev.tributary.lake.s3;

import org.jspecify.annotations.NullMarked;
