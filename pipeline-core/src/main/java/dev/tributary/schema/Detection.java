package dev.tributary.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a value may be taken for beyond its own type, when it is the first one of its column. Ids are dlt's. */
public enum Detection {
    /** Numbers within five years of the load are seconds since 1970: TIMESTAMP. */
    TIMESTAMP,
    /** Text that is a date with a time: TIMESTAMP. */
    ISO_TIMESTAMP,
    /** Text that is a date without a time: DATE. */
    ISO_DATE,
    /** Integers beyond 64 bits: WEI, and TEXT where they have more than 38 digits. */
    LARGE_INTEGER,
    /** Bytes: TEXT, in hexadecimal digits behind {@code 0x}. */
    HEXBYTES_TO_TEXT,
    /** Integers beyond 64 bits: DOUBLE, the nearest one. */
    WEI_TO_DOUBLE;

    /** What dlt detects where nothing is set. */
    public static final Set<Detection> DEFAULT = Set.of(ISO_TIMESTAMP);

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in settings and stored schemas. */
    public String id() {
        return id;
    }

    /** The detection of that name, if there is one. */
    public static Optional<Detection> find(String id) {
        return Arrays.stream(values()).filter(d -> d.id.equals(id)).findFirst();
    }
}
