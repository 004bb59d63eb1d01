package dev.tributary.extract.json;

import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.LargeText;
import dev.tributary.source.batch.LineFeeds;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts JSON Lines into batches of whole lines, without looking for the lines in between. */
final class LineCutter {
    private static final int SAMPLE_BYTES = 8 << 10;

    private final ResourceDefinition resource;
    private final String origin;
    private final InputBytes input;

    LineCutter(ResourceDefinition resource, String origin, InputBytes input) {
        this.resource = resource;
        this.origin = origin;
        this.input = input;
    }

    /** Cuts what begins at a place of the bytes that are read already. */
    void cut(int start, Consumer<RecordBatch> receiver) throws IOException {
        cutBehind(null, start, receiver);
    }

    /** Cuts what goes on with the bytes that are read already, behind so many line feeds and the beginning of a long line. */
    void cut(int lineFeeds, LargeText beginning, Consumer<RecordBatch> receiver) throws IOException {
        JsonLines lines = lines(null, 0, 0);
        lines.tellLineFeeds(lineFeeds);
        cutBehind(large(lines, beginning, receiver), 0, receiver);
    }

    private void cutBehind(@Nullable JsonLines known, int start, Consumer<RecordBatch> receiver) throws IOException {
        @Nullable JsonLines before = known;
        int from = start;
        int searched = start;
        while (from < input.length() || !input.atEnd()) {
            int to = endOfLines(from, searched);
            if (to > from) {
                before = lines(before, from, to);
                input.goOnFrom(to);
                receiver.accept(before);
                from = 0;
                searched = 0;
            } else if (input.isLarge(from)) {
                LargeText text = new LargeText();
                input.moveTo(text, from);
                before = large(before, text, receiver);
                from = 0;
                searched = 0;
            } else {
                searched = input.length();
                input.grow();
            }
            input.fill();
        }
    }

    private JsonLines lines(@Nullable JsonLines before, int from, int to) {
        return new JsonLines(resource, origin, input.array(), from, to, before, input::released);
    }

    /** Hands on the line that a text begins; returns lines that stand for it when those that follow are counted. */
    private JsonLines large(@Nullable JsonLines before, LargeText text, Consumer<RecordBatch> receiver)
            throws IOException {
        int end = LineFeeds.first(input.array(), 0, input.length());
        while (end == input.length() && !input.atEnd()) {
            input.moveTo(text, 0);
            end = LineFeeds.first(input.array(), 0, input.length());
        }
        text.add(input.array(), 0, end);
        text.trim();
        JsonLines line = lines(before, 0, 0);
        line.tellLineFeeds(1);
        input.goOnFrom(Math.min(end + 1, input.length()));
        if (text.size() == 0) {
            text.close();
        } else {
            receiver.accept(new LargeRecord(resource, origin, text, line::firstNumber, true));
        }
        return line;
    }

    /** The end of the lines that go into a batch: all that are whole, but for lines so short that they are too many. */
    private int endOfLines(int from, int searched) {
        byte[] bytes = input.array();
        int length = input.length();
        int sample = Math.min(length, from + SAMPLE_BYTES);
        long dense = (long) JsonSplitter.BATCH_RECORDS * SAMPLE_BYTES / InputBytes.BATCH_BYTES;
        boolean isDense = LineFeeds.count(bytes, from, sample) > dense;
        int lines = 0;
        for (int at = from; isDense && at < length; at++) {
            if (bytes[at] == '\n' && ++lines == JsonSplitter.BATCH_RECORDS) {
                return at + 1;
            }
        }
        if (input.atEnd()) {
            return length;
        }
        int end = length;
        while (end > searched && bytes[end - 1] != '\n') {
            end--;
        }
        return end > searched ? end : from;
    }
}
