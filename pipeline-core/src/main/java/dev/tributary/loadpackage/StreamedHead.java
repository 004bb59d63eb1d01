package dev.tributary.loadpackage;

import java.util.List;

/**
 * The first bytes of a data file, which were sent while it was written and are on this machine no more.
 *
 * @param key where the destination puts the file
 * @param uploadId the upload that waits for the rest
 * @param bytes how many
 * @param parts what the destination calls the parts of the upload, in order
 */
public record StreamedHead(String key, String uploadId, long bytes, List<String> parts) {
    public StreamedHead {
        parts = List.copyOf(parts);
    }
}
