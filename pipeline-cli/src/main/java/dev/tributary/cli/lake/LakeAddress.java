package dev.tributary.cli.lake;

import dev.tributary.config.Setting;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * An address in S3.
 *
 * @param text {@code s3://bucket/folder/}, with the slash at its end
 */
record LakeAddress(String bucket, String text) {
    private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)(/.*)?");

    /** The address that a setting has. */
    static LakeAddress of(Setting setting) {
        if (!ADDRESS.matcher(setting.asText()).matches()) {
            throw setting.invalid("an address such as s3://my-bucket");
        }
        return of(setting.asText());
    }

    static LakeAddress of(String address) {
        String text = address.endsWith("/") ? address : address + "/";
        return new LakeAddress(URI.create(text).getHost(), text);
    }

    /** A folder below this one. */
    LakeAddress folder(String name) {
        return new LakeAddress(bucket, text + name + "/");
    }
}
