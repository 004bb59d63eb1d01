package dev.tributary.benchmarks.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.benchmarks.data.Generate;
import dev.tributary.extract.Extract;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.source.RawJson;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** JSON Lines in memory: cut into records, turned into rows; and, to compare, walked by Jackson, token by token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Json {
    /** The bytes of one invocation. */
    public static final int BYTES = 8_000_000;

    /** The shape of the records. */
    @Param({"flat", "nested"})
    public String shape = "flat";

    private final List<RecordBatch> batches = new ArrayList<>();
    private byte[] bytes = {};
    private Rows rows = new Rows(List.of());

    @Setup
    public void read() throws IOException {
        Path file = Files.createTempFile("benchmark", ".jsonl");
        Generate.write(shape, BYTES, file);
        bytes = Files.readAllBytes(file);
        Files.delete(file);
        batches.clear();
        extract(batches::add);
        rows = new Rows(batches);
    }

    @Benchmark
    public void split(Blackhole hole) {
        extract(hole::consume);
    }

    @Benchmark
    public void rows(Blackhole hole) {
        for (RecordBatch batch : batches) {
            BatchRows made = rows.of(batch);
            hole.consume(made);
            made.release();
        }
    }

    @Benchmark
    public void jackson(Blackhole hole) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> hole.consume(parser.currentName());
                    case VALUE_STRING -> hole.consume(parser.getTextLength());
                    case VALUE_NUMBER_INT -> hole.consume(parser.getLongValue());
                    case VALUE_NUMBER_FLOAT -> hole.consume(parser.getDoubleValue());
                    default -> hole.consume(token);
                }
            }
        }
    }

    private void extract(Consumer<RecordBatch> receiver) {
        ResourceDefinition events = ResourceDefinition.of("events", state -> Stream.of(RawJson.of("memory", bytes)));
        SourceDefinition source = new SourceDefinition("benchmark", List.of(events), null);
        new Extract(receiver).run(source, PipelineState.initial("benchmark", "benchmark", "benchmark"));
    }
}
