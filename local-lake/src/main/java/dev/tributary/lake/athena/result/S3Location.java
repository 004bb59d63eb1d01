package dev.tributary.lake.athena.result;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in S3.
 *
 * @param key what comes after the bucket and its slash, empty for the bucket itself
 */
public record S3Location(String bucket, String key) {

    private static final Pattern ADDRESS = Pattern.compile("s3://(?<bucket>[^/]+)(/(?<key>.*))?", Pattern.DOTALL);

    /** Reads an address, if it is one. */
    public static Optional<S3Location> of(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String key = parts.group("key");
        return Optional.of(new S3Location(parts.group("bucket"), key == null ? "" : key));
    }

    /** The address as that of a folder, with a slash at its end. */
    public String folder() {
        return this.toString() + (key.isEmpty() || key.endsWith("/") ? "" : "/");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
