package dev.tributary.config;

/** A setting as it was found, for people: its key, its value, masked when it may be a secret, and where it stands. */
public record ResolvedSetting(String key, String value, String place) {}
