package dev.tributary.lake.s3;

/** Where an object is. */
record ObjectName(String bucket, String key) {}
