package dev.tributary.lake.ddl.catalog;

import java.net.URI;

/** Where the lake's own endpoints are, and the key they accept, for the libraries that reach them over HTTP only. */
public record LakeAddresses(URI s3, URI glue, String region, String accessKeyId, String secretAccessKey) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LakeAddresses[s3=%s, glue=%s, region=%s, accessKeyId=%s]".formatted(s3, glue, region, accessKeyId);
    }
}
