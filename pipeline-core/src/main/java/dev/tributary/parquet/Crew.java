package dev.tributary.parquet;

import java.util.List;

/** The threads that encode. */
@FunctionalInterface
public interface Crew {
    /** Has all pieces done and returns then; what the first failing one of them throws is thrown. */
    void run(List<Work> work);
}
