package dev.tributary.parquet.page;

/** The arrays in which pages are encoded and compressed. One serves all files of one thread; not thread-safe. */
public final class Workspace {
    final Output plain = new Output(256);
    final Output packed = new Output(256);
    final RunLength runs = new RunLength();
    final DeltaBinary deltas = new DeltaBinary();
}
