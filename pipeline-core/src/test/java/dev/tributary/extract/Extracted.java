package dev.tributary.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.progress.Progress;
import dev.tributary.source.RecordBatch;
import dev.tributary.source.ResourceDefinition;
import dev.tributary.source.SourceDefinition;
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
        state = new Extract(ExtractSettings.workers(workers), Progress.NONE, batches::add).run(source, before);
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

    List<String> records() {
        List<String> records = new ArrayList<>();
        for (RecordBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                records.add(batch.resource().name() + ": " + text(batch, i));
            }
        }
        return records;
    }

    List<String> records(String resource) {
        return records().stream().filter(r -> r.startsWith(resource + ": ")).toList();
    }

    private static String text(RecordBatch batch, int index) {
        try {
            if (batch instanceof RecordBatch.Objects objects) {
                return JSON.writeValueAsString(objects.records().get(index));
            }
            if (batch instanceof RecordBatch.Columns columns) {
                return JSON.writeValueAsString(columns.columns().record(index));
            }
            RecordBatch.Json json = (RecordBatch.Json) batch;
            int start = json.starts()[index];
            return new String(json.bytes(), start, json.ends()[index] - start, StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
