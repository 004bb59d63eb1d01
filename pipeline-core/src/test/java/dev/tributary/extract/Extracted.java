package dev.tributary.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an extraction handed on: each record as {@code resource: json}, in order. */
final class Extracted {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<RecordBatch> batches = new ArrayList<>();
    private final PipelineState state;

    private Extracted(int workers, SourceDefinition source, PipelineState before) {
        state = new Extract(ExtractSettings.workers(workers), batches::add).run(source, before);
    }

    static Extracted of(ResourceDefinition... resources) {
        return of(1, resources);
    }

    static Extracted of(int workers, ResourceDefinition... resources) {
        return of(workers, new SourceDefinition("test", List.of(resources), null));
    }

    static Extracted of(int workers, SourceDefinition source) {
        return new Extracted(workers, source, PipelineState.initial("p", "d", "test"));
    }

    static Extracted after(PipelineState before, ResourceDefinition... resources) {
        return new Extracted(4, new SourceDefinition("test", List.of(resources), null), before);
    }

    PipelineState state() {
        return state;
    }

    List<RecordBatch> batches() {
        return batches;
    }

    /** A batch of JSON with the places of its records. */
    static RecordBatch.Json json(RecordBatch batch) {
        return batch instanceof JsonLines lines ? lines.records() : (RecordBatch.Json) batch;
    }

    List<String> records() {
        List<String> records = new ArrayList<>();
        for (RecordBatch batch : batches) {
            texts(batch).forEach(text -> records.add(batch.resource().name() + ": " + text));
        }
        return records;
    }

    List<String> records(String resource) {
        return records().stream().filter(r -> r.startsWith(resource + ": ")).toList();
    }

    private static List<String> texts(RecordBatch batch) {
        if (batch instanceof RecordBatch.Objects objects) {
            return objects.records().stream().map(Extracted::text).toList();
        }
        if (batch instanceof RecordBatch.Columns columns) {
            return columns.columns().records().stream().map(Extracted::text).toList();
        }
        RecordBatch.Json json = json(batch);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            int start = json.starts()[i];
            texts.add(new String(json.bytes(), start, json.ends()[i] - start, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static String text(Object record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
