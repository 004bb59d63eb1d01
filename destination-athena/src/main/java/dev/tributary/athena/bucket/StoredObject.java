package dev.tributary.athena.bucket;

/** A small object as read: its bytes and the version that a conditional write names. */
public record StoredObject(byte[] bytes, String etag) {}
