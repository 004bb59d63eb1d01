package dev.tributary.config;

/** A value that never shows: it prints as {@code ******}. */
public record Secret(String reveal) {
    /** What is shown in place of a secret. */
    public static final String MASK = "******";

    @Override
    public String toString() {
        return MASK;
    }
}
