/** Benchmarks of single parts on one thread, by JMH: the JSON parser, the front-ends of objects, the encoder. */
@NullMarked
package dev.tributary.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
