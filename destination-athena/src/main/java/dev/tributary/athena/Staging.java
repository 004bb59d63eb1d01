package dev.tributary.athena;

import dev.tributary.athena.bucket.Uploader;

/**
 * Where a load's data files wait for it: in the local package, or in uploads that begin while the files are written.
 *
 * @param partBytes the size of the parts that large files are uploaded in
 */
public record Staging(boolean streams, long partBytes) {
    public static final Staging LOCAL = new Staging(false, Uploader.PART);
    public static final Staging STREAM = new Staging(true, Uploader.PART);
}
