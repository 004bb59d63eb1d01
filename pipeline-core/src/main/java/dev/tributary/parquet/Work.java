package dev.tributary.parquet;

import dev.tributary.parquet.page.Workspace;

/** A piece of encoding. Any thread may do it, with its own workspace, at the same time as others do other pieces. */
@FunctionalInterface
public interface Work {
    void run(Workspace workspace);
}
