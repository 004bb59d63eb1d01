package dev.tributary.extract;

import dev.tributary.source.JsonLines;
import dev.tributary.source.LineFeeds;
import dev.tributary.source.RecordBatch;
import dev.tributary.source.ResourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Cuts a stream of JSON into batches of whole values without parsing them. What it takes for lines, elements or values:
 *
 * <ul>
 *   <li>a first character {@code [} on a text that goes on after its line, or is one line: an array, its elements;
 *   <li>a first line that is a whole value, or is followed by a line that begins one: JSON Lines;
 *   <li>anything else: values one after the other, such as one pretty-printed object.
 * </ul>
 *
 * A value that is not JSON is cut out like any other; the normalizer rejects it. So it does with the empty one that stands
 * for the end of an array where there is none, because the text is cut off between two elements.
 */
final class JsonSplitter {
    /** Large enough that hand-over costs nothing, small enough that several fit in any heap. */
    private static final int BATCH_BYTES = 1 << 20;

    /** Bounds what rejects, of which each has its reason, may take. Lines are counted only where a sample is dense. */
    private static final int BATCH_RECORDS = 20_000;

    private static final int SAMPLE_BYTES = 8 << 10;

    /** What is read at once is copied twice; so much stays in a processor's cache. */
    private static final int READ_BYTES = 256 << 10;

    private final ResourceDefinition resource;
    private final String origin;
    private final InputStream in;

    /** Arrays of batches that nobody reads any more. */
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    private byte[] buffer = new byte[BATCH_BYTES];
    private int length;
    private boolean atEnd;

    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private long[] numbers = new long[256];
    private int size;
    private long number;

    JsonSplitter(ResourceDefinition resource, String origin, InputStream in) {
        this.resource = resource;
        this.origin = origin;
        this.in = in;
    }

    void forEach(Consumer<RecordBatch> receiver) throws IOException {
        fill();
        int start = skipByteOrderMark();
        int first = skipSpace(start);
        while (first == length && !atEnd) {
            grow();
            fill();
            first = skipSpace(first);
        }
        if (first == length) {
            return;
        }
        if (isLines(first)) {
            lines(start, receiver);
        } else if (buffer[first] == '[') {
            values(first + 1, true, receiver);
        } else {
            values(first, false, receiver);
        }
    }

    private int skipByteOrderMark() {
        boolean mark = length >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
        return mark ? 3 : 0;
    }

    private boolean isLines(int first) throws IOException {
        int lineEnd = LineFeeds.first(buffer, first, length);
        while (lineEnd == length && !atEnd) {
            if (buffer[first] == '[') {
                return false;
            }
            grow();
            fill();
            lineEnd = LineFeeds.first(buffer, lineEnd, length);
        }
        int second = skipSpace(lineEnd);
        if (second == length) {
            return buffer[first] != '[';
        }
        boolean secondBeginsAtMargin = second == lineEnd + 1 || buffer[second - 1] == '\n';
        if (buffer[first] == '[') {
            return isWhole(first, lineEnd) && (buffer[second] == '[' || buffer[second] == '{');
        }
        return isWhole(first, lineEnd) || (buffer[second] == '{' && secondBeginsAtMargin);
    }

    private boolean isWhole(int from, int to) {
        Depth depth = new Depth();
        for (int i = from; i < to; i++) {
            depth.next(buffer[i]);
        }
        return depth.isZero();
    }

    private void lines(int start, Consumer<RecordBatch> receiver) throws IOException {
        JsonLines before = null;
        int from = start;
        int searched = start;
        while (from < length || !atEnd) {
            int to = endOfLines(from, searched);
            if (to > from) {
                before = new JsonLines(resource, origin, buffer, from, to, before, this::released);
                goOnFrom(to);
                receiver.accept(before);
                from = 0;
                searched = 0;
            } else {
                searched = length;
                grow();
            }
            fill();
        }
    }

    /** The end of the lines that go into a batch: all that are whole, but for lines so short that they are too many. */
    private int endOfLines(int from, int searched) {
        int sample = Math.min(length, from + SAMPLE_BYTES);
        boolean isDense = LineFeeds.count(buffer, from, sample) > (long) BATCH_RECORDS * SAMPLE_BYTES / BATCH_BYTES;
        int lines = 0;
        for (int at = from; isDense && at < length; at++) {
            if (buffer[at] == '\n' && ++lines == BATCH_RECORDS) {
                return at + 1;
            }
        }
        if (atEnd) {
            return length;
        }
        int end = length;
        while (end > searched && buffer[end - 1] != '\n') {
            end--;
        }
        return end > searched ? end : from;
    }

    private void values(int start, boolean array, Consumer<RecordBatch> receiver) throws IOException {
        int from = start;
        int at = start;
        Depth depth = new Depth();
        boolean open = false;
        while (true) {
            if (at == length) {
                if (atEnd) {
                    if (open) {
                        number++;
                        add(from, at);
                    }
                    if (array && (!open || depth.isOutside())) {
                        number++;
                        put(at, at);
                    }
                    emit(length, receiver);
                    return;
                }
                int moved = at - from;
                from = more(from, receiver);
                at = from + moved;
                continue;
            }
            byte b = buffer[at];
            boolean ends;
            if (!open) {
                if (JsonLines.isBlank(b) || (array && b == ',')) {
                    from = ++at;
                    continue;
                }
                if (array && b == ']') {
                    from = ++at;
                    array = false;
                    continue;
                }
                open = true;
                from = at;
                depth = new Depth();
            }
            boolean scalarEnds = depth.isOutside() && (JsonLines.isBlank(b) || (array && (b == ',' || b == ']')));
            if (scalarEnds) {
                ends = true;
            } else {
                depth.next(b);
                at++;
                ends = depth.closedContainer();
            }
            if (ends) {
                number++;
                add(from, at);
                open = false;
                from = at;
                if (size == BATCH_RECORDS) {
                    from = emit(at, receiver);
                    at = from;
                }
            }
        }
    }

    /** Hands on what is whole, keeps the rest at the front of the buffer and reads on; returns where the rest begins. */
    private int more(int from, Consumer<RecordBatch> receiver) throws IOException {
        if (size > 0) {
            int begin = emit(from, receiver);
            fill();
            return begin;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, length - from);
            length -= from;
        } else if (length == buffer.length) {
            grow();
        }
        fill();
        return 0;
    }

    /** Hands on the values so far with their bytes, and goes on in a buffer of its own with what follows. */
    private int emit(int from, Consumer<RecordBatch> receiver) {
        if (size == 0) {
            return from;
        }
        byte[] bytes = buffer;
        goOnFrom(from);
        receiver.accept(
                new RecordBatch.Json(resource, origin, bytes, starts, ends, size, numbers, false, this::released));
        starts = new int[Math.max(256, size)];
        ends = new int[starts.length];
        numbers = new long[starts.length];
        size = 0;
        return 0;
    }

    /** Goes on in another buffer, with what is in this one from there on. */
    private void goOnFrom(int from) {
        byte[] bytes = buffer;
        length -= from;
        buffer = array(length);
        System.arraycopy(bytes, from, buffer, 0, length);
    }

    private byte[] array(int needed) {
        byte[] used = needed <= BATCH_BYTES ? spare.poll() : null;
        return used != null ? used : new byte[Math.max(BATCH_BYTES, needed)];
    }

    private void released(byte[] array) {
        if (array.length == BATCH_BYTES) {
            spare.add(array);
        }
    }

    private void add(int from, int to) {
        int start = skipSpace(from, to);
        int end = to;
        while (end > start && JsonLines.isBlank(buffer[end - 1])) {
            end--;
        }
        if (start < end) {
            put(start, end);
        }
    }

    private void put(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        numbers[size++] = number;
    }

    /** Reads so much more as a batch may have, if there is room. */
    private void fill() throws IOException {
        int most = Math.min(buffer.length, length + BATCH_BYTES);
        while (length < most && !atEnd) {
            int read = in.read(buffer, length, Math.min(READ_BYTES, most - length));
            if (read < 0) {
                atEnd = true;
            } else {
                length += read;
            }
        }
    }

    private void grow() {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
    }

    private int skipSpace(int from) {
        return skipSpace(from, length);
    }

    private int skipSpace(int from, int to) {
        int i = from;
        while (i < to && JsonLines.isBlank(buffer[i])) {
            i++;
        }
        return i;
    }

    /** Follows brackets and strings, byte by byte. */
    private static final class Depth {
        private int depth;
        private boolean inString;
        private boolean escaped;
        private boolean closed;

        void next(byte b) {
            closed = false;
            if (escaped) {
                escaped = false;
            } else if (inString) {
                if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                closed = depth <= 0;
            }
        }

        boolean isOutside() {
            return depth <= 0 && !inString;
        }

        boolean isZero() {
            return depth == 0 && !inString;
        }

        boolean closedContainer() {
            return closed;
        }
    }
}
