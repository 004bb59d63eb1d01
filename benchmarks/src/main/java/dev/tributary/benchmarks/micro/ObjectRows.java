package dev.tributary.benchmarks.micro;

import dev.tributary.benchmarks.engine.Trips;
import dev.tributary.source.batch.RecordBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Objects of twenty fields, turned into rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ObjectRows {
    /** The rows of one invocation. */
    public static final int ROWS = 20_000;

    private static final int BATCH = 1_000;

    /** Whether they are Java records, maps, or columns as a database yields them. */
    @Param({"records", "maps", "columns"})
    public String kind = "records";

    private final List<RecordBatch> batches = new ArrayList<>();
    private Rows rows = new Rows(List.of());

    @Setup
    public void make() throws IOException {
        List<Object> made = new ArrayList<>(kind.equals("records") ? Trips.records(ROWS) : Trips.maps(ROWS));
        batches.clear();
        for (int i = 0; i < ROWS; i += BATCH) {
            List<Object> some = made.subList(i, i + BATCH);
            batches.add(
                    kind.equals("columns")
                            ? new RecordBatch.Columns(Rows.EVENTS, Trips.columns(some))
                            : new RecordBatch.Objects(Rows.EVENTS, some));
        }
        rows = new Rows(batches);
    }

    @Benchmark
    public void rows(Blackhole hole) {
        batches.forEach(b -> hole.consume(rows.of(b)));
    }
}
