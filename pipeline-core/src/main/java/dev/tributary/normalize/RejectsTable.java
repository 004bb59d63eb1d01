package dev.tributary.normalize;

import dev.tributary.normalize.reject.Reject;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of records that became no rows, which is filled as any other. */
final class RejectsTable {
    static final String NAME = "_dlt_rejects";

    private final String pipeline;
    private final ResourceDefinition resource = definition();

    RejectsTable(String pipeline) {
        this.pipeline = pipeline;
    }

    private static ResourceDefinition definition() {
        Column[] columns = Stream.of("resource", "path", "reason", "record", "pipeline")
                .map(name -> Column.of(name, DataType.TEXT))
                .toArray(Column[]::new);
        return ResourceDefinition.of(NAME, state -> Stream.empty())
                .with(TableHints.of(NAME).columns(columns).maxTableNesting(0));
    }

    /** The resource that the table belongs to. */
    ResourceDefinition resource() {
        return resource;
    }

    /** Rejects as records of it. */
    RecordBatch records(List<Reject> rejects) {
        List<Object> records = new ArrayList<>();
        for (Reject reject : rejects) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("resource", reject.resource());
            record.put("path", reject.path());
            record.put("reason", reject.reason());
            record.put("record", new String(reject.raw().get(), StandardCharsets.UTF_8));
            record.put("pipeline", pipeline);
            records.add(record);
        }
        return new RecordBatch.Objects(resource, records);
    }
}
