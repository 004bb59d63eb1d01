package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A part of the benchmark that can be run alone. */
public interface Section {
    /** The word of the command line, and the name of its results. */
    String name();

    /** Measures; the raw figures. */
    ObjectNode run(Bench bench) throws Exception;
}
