package dev.tributary.normalize.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.config.ByteSize;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.reject.Reject;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Breach;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.RecordJson;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the JSON records of one batch into rows of a table, and those that can't be into rejects. */
final class JsonRows {
    /** A record that is held as a tree takes so many times its bytes. */
    private static final int HELD_SHARE = 6;

    private final RecordSink sink;
    private final BatchTable root;
    private final ObjectShape shape;
    private final RowIdRule ids;
    private final int nesting;
    private final List<Reject> rejects;
    private final JsonFrontEnd json;
    private final ObjectFrontEnd objects;
    private final Supplier<JsonNode> tree = this::tree;

    private byte[] bytes = {};
    private int start;
    private int end;
    private int records;

    JsonRows(RecordSink sink, String table, ObjectShape shape, RowIdRule ids, int nesting, List<Reject> rejects) {
        this.sink = sink;
        this.root = sink.root(table);
        this.shape = shape;
        this.ids = ids;
        this.nesting = nesting;
        this.rejects = rejects;
        this.json = new JsonFrontEnd(sink, root, shape, nesting);
        this.objects = new ObjectFrontEnd(sink);
    }

    /** How many records were read. */
    int records() {
        return records;
    }

    /** Reads lines one after the other, without knowing where they end. */
    Optional<Breach> read(JsonLines batch) {
        Optional<Breach> breach = Optional.empty();
        int lineFeeds = 0;
        int at = batch.from();
        while (at < batch.to() && breach.isEmpty()) {
            byte first = batch.bytes()[at];
            if (first == '\n') {
                lineFeeds++;
            }
            if (JsonLines.isBlank(first)) {
                at++;
            } else {
                breach = line(batch, at, lineFeeds);
                at = end;
            }
        }
        if (breach.isEmpty()) {
            batch.tellLineFeeds(lineFeeds);
        }
        return breach;
    }

    /** Reads records one after the other, each up to its end. */
    Optional<Breach> read(RecordBatch.Json batch) {
        Optional<Breach> breach = Optional.empty();
        for (int i = 0; i < batch.size() && breach.isEmpty(); i++) {
            breach = record(batch, i);
        }
        return breach;
    }

    /** Reads a record with a part at a time of it in memory; what is unusual is found out with all of it. */
    Optional<Breach> read(LargeRecord record) {
        Excerpt excerpt = new Excerpt(record.text());
        records++;
        try {
            json.record(excerpt, sink.beginRecord(root));
            return sink.endRecord(root, ids, () -> tree(record));
        } catch (Malformed e) {
            reject(record, "", e.reason(excerpt.place(e.position())));
        } catch (Rejected e) {
            if (isBearable(record)) {
                return readHeld(record);
            }
            reject(record, e.path(), e.getMessage());
        } catch (JsonFrontEnd.RepeatedName | Excerpt.TooShort e) {
            if (isBearable(record)) {
                return readHeld(record);
            }
            String why = e instanceof Excerpt.TooShort
                    ? "a value is kept as JSON, or is long and goes to a column of another type"
                    : "an object has a name twice";
            reject(record, "", tooLarge(record, why));
        }
        return Optional.empty();
    }

    private Optional<Breach> readHeld(LargeRecord record) {
        sink.rollback();
        records--;
        return record(record.held(), 0);
    }

    /** Whether the record may be held, as its text and as a tree. */
    private static boolean isBearable(LargeRecord record) {
        return record.text().size() <= Runtime.getRuntime().maxMemory() / HELD_SHARE;
    }

    private static String tooLarge(LargeRecord record, String why) {
        return "%s, so that %,d bytes are held as a whole, which takes a heap of %s, and this one has %s (give more with TRIBUTARY_JAVA_OPTS=-Xmx and replay the record)"
                .formatted(
                        why,
                        record.text().size(),
                        new ByteSize(record.text().size() * HELD_SHARE),
                        new ByteSize(Runtime.getRuntime().maxMemory()));
    }

    private static JsonNode tree(LargeRecord record) {
        if (!isBearable(record)) {
            throw new Rejected("", tooLarge(record, "the row's id follows from the whole record"));
        }
        RecordBatch.Json held = record.held();
        return RecordJson.readAgain(held.bytes(), 0, held.bytes().length);
    }

    private void reject(LargeRecord record, String path, String reason) {
        sink.rollback();
        rejects.add(Reject.of(record, path, reason + " (" + record.place() + ")"));
    }

    /** What is unusual about a line is found out when it is read again, up to its end. */
    private Optional<Breach> line(JsonLines batch, int from, int lineFeeds) {
        bytes = batch.bytes();
        start = from;
        try {
            end = json.line(bytes, from, batch.to(), sink.beginRecord(root));
            Optional<Breach> breach = sink.endRecord(root, ids, tree);
            records++;
            return breach;
        } catch (JsonFrontEnd.RepeatedName | Rejected | Malformed e) {
            sink.rollback();
            return record(batch.record(from, lineFeeds), 0);
        }
    }

    private Optional<Breach> record(RecordBatch.Json batch, int index) {
        bytes = batch.bytes();
        start = batch.starts()[index];
        end = batch.ends()[index];
        records++;
        try {
            int row = sink.beginRecord(root);
            try {
                json.record(bytes, start, end, row);
            } catch (JsonFrontEnd.RepeatedName | Rejected e) {
                // what is said of a name at first does not count, so it can't be why the record is rejected
                sink.rollback();
                json.check(bytes, start, end);
                objects.record(tree(), root, sink.beginRecord(root), shape, nesting);
            }
            return sink.endRecord(root, ids, tree);
        } catch (Rejected e) {
            reject(batch, index, e.path(), e.getMessage());
        } catch (Malformed e) {
            reject(batch, index, "", e.reason(start));
        }
        return Optional.empty();
    }

    private void reject(RecordBatch.Json batch, int index, String path, String reason) {
        sink.rollback();
        byte[] raw = Arrays.copyOfRange(bytes, start, end);
        rejects.add(new Reject(batch.resource().name(), path, reason + " (" + batch.place(index) + ")", () -> raw));
    }

    private JsonNode tree() {
        return RecordJson.readAgain(bytes, start, end);
    }
}
