package dev.tributary.parquet;

/** What a finished file holds: its rows, its row groups, and its length in bytes. */
public record FileEnd(long rows, int rowGroups, long bytes) {}
