package dev.tributary.normalize;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.LargeText;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of records that became no rows, which is filled as any other. */
final class RejectsTable {
    static final String NAME = "_dlt_rejects";

    private static final int COPIED = 64 << 10;

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

    /** A reject whose record is too large to be held as a record of it, in a file as well. */
    LargeRecord record(Reject reject, LargeRecord rejected) {
        try {
            LargeText text = new LargeText();
            try (Writer out = new OutputStreamWriter(text.sink(), StandardCharsets.UTF_8)) {
                out.write("{");
                for (Map.Entry<String, String> field : fields(reject).entrySet()) {
                    out.write(quoted(field.getKey()) + ":" + quoted(field.getValue()) + ",");
                }
                out.write("\"record\":\"");
                copy(rejected.text(), out);
                out.write("\"}");
            }
            return new LargeRecord(resource, NAME, text, () -> 1, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(LargeText text, Writer out) throws IOException {
        Reader in = new InputStreamReader(text.open(), StandardCharsets.UTF_8);
        char[] part = new char[COPIED];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            out.write(JsonStringEncoder.getInstance().quoteAsString(CharBuffer.wrap(part, 0, read)));
        }
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private Map<String, String> fields(Reject reject) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("resource", reject.resource());
        fields.put("path", reject.path());
        fields.put("reason", reject.reason());
        fields.put("pipeline", pipeline);
        return fields;
    }

    /** Rejects as records of it. */
    RecordBatch records(List<Reject> rejects) {
        List<Object> records = new ArrayList<>();
        for (Reject reject : rejects) {
            Map<String, Object> record = new LinkedHashMap<>(fields(reject));
            record.put("record", new String(reject.raw().get(), StandardCharsets.UTF_8));
            records.add(record);
        }
        return new RecordBatch.Objects(resource, records);
    }
}
