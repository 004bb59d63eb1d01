package dev.tributary.benchmarks.data;

import java.io.IOException;

/** A kind of record. The record of a number is always the same. */
interface Shape {
    /** Writes the record of that number, without the end of the line. */
    void write(JsonLines out, long number) throws IOException;
}
